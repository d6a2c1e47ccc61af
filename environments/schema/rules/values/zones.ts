import { entryRule, valueRule } from "../value-rule";

export const zoneCount = valueRule<readonly string[]>({
  code: "ENV_ZONE_COUNT",
  states: "the platform spreads over three to six availability zones, so that losing one leaves two",
  fix: "name three to six zones of the region, as in eu-central-1a, eu-central-1b and eu-central-1c",
  allows: (value) => value.length >= 3 && value.length <= 6,
});

export const zonesDistinct = entryRule<readonly string[]>({
  code: "ENV_ZONE_REPEATED",
  states: "every availability zone stands in the list once",
  fix: "replace it with another zone of the region",
  offenders: (zones) => [...zones.keys()].filter((index) => zones.indexOf(zones[index] ?? "") < index),
});

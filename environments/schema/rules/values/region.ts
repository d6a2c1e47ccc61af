import { regionOf, regions } from "../../data/regions";
import { nearest } from "../../nearest";
import { valueRule } from "../value-rule";

export const knownRegion = valueRule<string>({
  code: "ENV_REGION",
  states: "a region is one that AWS has, in its short form",
  fix: (value) => `write ${nearest(value, Object.keys(regions)) ?? "a region such as eu-central-1"}`,
  allows: (value) => regionOf(value) !== undefined,
});

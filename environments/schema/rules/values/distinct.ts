import { entryRule } from "../value-rule";

/** What stands in a list twice gets one name twice, in Terraform or in AWS, and both refuse it late. */
export const distinct = entryRule<readonly string[]>({
  code: "ENV_ENTRY_REPEATED",
  states: "every entry of a list stands in it once",
  fix: "leave it out",
  offenders: (entries) => [...entries.keys()].filter((index) => entries.indexOf(entries[index] ?? "") < index),
});

import { entryRule } from "../value-rule";

const code = "ENV_ENTRY_REPEATED";
const states = "every entry of a list stands in it once";
const fix = "leave it out";

/** What stands in a list twice gets one name twice, in Terraform or in AWS, and both refuse it late. */
export const distinct = entryRule<readonly string[]>({
  code,
  states,
  fix,
  offenders: (entries) => repeated(entries),
});

/** The same of things that have a name: with two levels of access to one thing, which one is meant? */
export const distinctNames = entryRule<readonly { readonly name: string }[]>({
  code,
  states,
  fix,
  offenders: (entries) => repeated(entries.map(({ name }) => name)),
});

function repeated(names: readonly string[]): readonly number[] {
  return [...names.keys()].filter((index) => names.indexOf(names[index] ?? "") < index);
}

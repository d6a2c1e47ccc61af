import type { Rule } from "../rule";
import { eachWaiver } from "./each-waiver";

export const waiverDate: Rule = {
  id: "waiver-date",
  title: "The last day of a waiver is a date",
  severity: "low",
  sources: ["Crosswalk playbooks: who may do what is reviewed"],
  waivable: false,
  check: (tree) =>
    eachWaiver(tree, ({ id, until }) =>
      until === undefined || isDate(until)
        ? undefined
        : {
            value: until,
            problem: `the waiver of ${id} ends on no day of the calendar`,
            fix: "write the last day on which it counts as 2027-03-31",
          },
    ),
};

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

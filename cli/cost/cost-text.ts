import { table } from "../table";
import type { MonthlyCost } from "./monthly-cost";

/** Lines for people: what is fixed, item by item, and what is not counted. */
export function costText({ region, asOf, items, total, notCounted }: MonthlyCost): readonly string[] {
  if (!items || total === undefined) return [`Fixed cost a month: list prices are not known for ${region}.`];
  const rows = items.map(({ item, count, each, monthly }) => [item, `${count}`, amount(each), amount(monthly)]);
  return [
    `Fixed cost a month: ${amount(total)} US dollars by the list prices of ${region} of ${asOf}`,
    "",
    ...table([["item", "count", "each", "a month"], ...rows], [1, 2, 3]),
    "",
    `Not counted: ${notCounted.join(", ")}.`,
  ];
}

function amount(dollars: number): string {
  return dollars.toFixed(2);
}

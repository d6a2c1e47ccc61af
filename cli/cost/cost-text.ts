import type { MonthlyCost } from "./monthly-cost";

/** For people: what is fixed, item by item, and what is not counted; a paragraph each. */
export function costText({ region, asOf, items, total, notCounted }: MonthlyCost): readonly string[] {
  if (!items || total === undefined) return [`Fixed cost a month: list prices are not known for ${region}.`];
  const each = items.map(({ item, count, each, monthly }) => {
    return `${item} ${amount(monthly)}${count > 1 ? ` (${count} x ${amount(each)})` : ""}`;
  });
  return [
    `Fixed cost a month: ${amount(total)} US dollars by the list prices of ${region} of ${asOf}: ${each.join(", ")}.`,
    `Not counted: ${notCounted.join(", ")}.`,
  ];
}

function amount(dollars: number): string {
  return dollars.toFixed(2);
}

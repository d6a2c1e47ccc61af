import type { Fields } from "../kubernetes/objects";

/** Whether a selector of labels chooses an object. An empty one chooses all, a missing one none. */
export function selects(selector: Fields, labels: Readonly<Record<string, unknown>>): boolean {
  if (!selector) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every((expression: Fields) => meets(expression, labels))
  );
}

function meets({ key, operator, values = [] }: Fields, labels: Readonly<Record<string, unknown>>): boolean {
  const value = labels[key];
  if (operator === "Exists") return value !== undefined;
  if (operator === "DoesNotExist") return value === undefined;
  return values.includes(value) === (operator === "In");
}

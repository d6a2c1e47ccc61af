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

/** Things that choose objects by their labels, found by the labels of an object without a look at all of them. */
export class SelectorIndex<T> {
  /** By scope and the first label that a selector asks for; without one what asks for no certain label. */
  private readonly byLabel = new Map<string, { readonly selector: Fields; readonly thing: T }[]>();

  /** @param scope such as the namespace, outside of which nothing is chosen */
  add(scope: string, selector: Fields, thing: T): void {
    const [first] = Object.entries(selector?.matchLabels ?? {});
    const key = `${scope} ${first ? first.join("=") : ""}`;
    const known = this.byLabel.get(key);
    if (known) known.push({ selector, thing });
    else this.byLabel.set(key, [{ selector, thing }]);
  }

  /** What chooses an object with these labels. */
  choosing(scope: string, labels: Readonly<Record<string, unknown>>): readonly T[] {
    const keys = ["", ...Object.entries(labels).map((label) => label.join("="))];
    return keys
      .flatMap((key) => this.byLabel.get(`${scope} ${key}`) ?? [])
      .filter(({ selector }) => selects(selector, labels))
      .map(({ thing }) => thing);
  }
}

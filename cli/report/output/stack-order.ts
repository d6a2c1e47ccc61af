import { stackIds } from "../../../constructs/stack/stack-id";

/** Stacks in the order of their deployment; the shards of a stack, such as `apps-storefront`, stand in its place. */
export function inStackOrder(ids: readonly string[]): readonly string[] {
  return [...ids].sort((one, other) => place(one) - place(other) || (one < other ? -1 : 1));
}

function place(id: string): number {
  const exact = (stackIds as readonly string[]).indexOf(id);
  if (exact >= 0) return exact;
  const whole = stackIds.findIndex((stack) => id.startsWith(`${stack}-`));
  return whole >= 0 ? whole : stackIds.length;
}

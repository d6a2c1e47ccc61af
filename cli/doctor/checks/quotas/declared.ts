import type { Context } from "../../context";

/** How many resources of a type the six stacks declare. */
export function declaredOf({ app }: Context, type: string): number {
  const elements = app.resolveAll().flatMap((stack) => stack.elements);
  return elements.filter((one) => one.block === "resource" && one.type === type).length;
}

import type { ResolvedElement } from "../stack/resolved-tree";
import type { FinishedTree } from "./finished-tree";
import { isExpression } from "./provider-values";

const embedded = /(?<!\$)\$\{[^{}]*\}/g;
const attribute = /\.(\w+)\}$/;
/** What AWS gives as the id of these is their name. */
const named: Readonly<Record<string, string>> = { id: "cluster_identifier", arn: "name" };
/** Names lead to names; longer chains than this are none. */
const longestChain = 4;

/** A text with the names filled in that expressions lead to; undefined where one leads to nothing that is written out. */
export function writtenOut(
  tree: FinishedTree,
  user: ResolvedElement,
  value: unknown,
  chain = longestChain,
): string | undefined {
  if (value === undefined || value === null || chain === 0) return undefined;
  let known = true;
  const text = String(value).replace(embedded, (expression) => {
    const element = tree.behind(user, expression);
    const name = attribute.exec(expression)?.[1] ?? "";
    const filled =
      element && writtenOut(tree, element, element.body[name] ?? element.body[named[name] ?? ""], chain - 1);
    known &&= filled !== undefined;
    return filled ?? "";
  });
  return known && !isExpression(text) ? text : undefined;
}

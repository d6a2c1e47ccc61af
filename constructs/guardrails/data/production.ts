import type { FinishedTree } from "../finished-tree";
import type { Violation } from "../rule";

/** What only production owes: elsewhere the environment may ask for less, as `environments/schema` says. */
export function inProduction(check: (tree: FinishedTree) => readonly Violation[]) {
  return (tree: FinishedTree) => (tree.environment.production ? check(tree) : []);
}

/** The last words of a fix. */
export const otherwise = "or write production: false in the environment if nobody depends on it";

import type { FinishedTree } from "../../../../constructs/guardrails/finished-tree";
import type { BreakableTree } from "../../../support/broken-tree";

/** Breaks the demo in one way, by the rule that has to see it. Where several ways count, each has a name. */
export type Mutations = Readonly<Record<string, Readonly<Record<string, (demo: BreakableTree) => FinishedTree>>>>;

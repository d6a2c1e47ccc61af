import type { ResolvedElement } from "../stack/resolved-tree";
import type { FinishedTree } from "./finished-tree";
import { listOf, statementsIn, type WrittenStatement } from "./policy-documents";
import { texts } from "./provider-values";

/** A statement of a resource's policy, with everything that may be one or several as a list. */
export interface PolicyStatement {
  readonly sid: string;
  readonly allows: boolean;
  readonly actions: readonly string[];
  /** Whether it speaks of everybody, signed in or not. */
  readonly forEverybody: boolean;
  readonly resources: readonly string[];
  /** Operator, key and values of each condition. */
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly operator: string;
  /** In lower case, as IAM compares it. */
  readonly key: string;
  readonly values: readonly string[];
}

/** The statements of a policy; undefined where it can't be read at synthesis. */
export function statementsOf(
  tree: FinishedTree,
  user: ResolvedElement,
  policy: unknown,
): readonly PolicyStatement[] | undefined {
  return statementsIn(tree, user, policy)?.map(ofWritten);
}

function ofWritten(statement: WrittenStatement): PolicyStatement {
  const { Sid = "", Effect, Action, NotAction, Principal, NotPrincipal, Resource, Condition = {} } = statement;
  return {
    sid: Sid,
    allows: Effect === "Allow",
    actions: NotAction === undefined ? listOf(Action) : ["*"],
    forEverybody: NotPrincipal !== undefined || isEverybody(Principal),
    resources: listOf(Resource),
    conditions: Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values: texts(values) })),
    ),
  };
}

function isEverybody(principal: WrittenStatement["Principal"]): boolean {
  return principal === "*" || listOf(principal?.AWS).includes("*");
}

import type { ResolvedElement } from "../stack/resolved-tree";
import type { FinishedTree } from "./finished-tree";
import { type Arguments, blocksAt, isExpression, texts } from "./provider-values";

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

/** The statements of a policy, as text or as data source; undefined where it can't be read at synthesis. */
export function statementsOf(
  tree: FinishedTree,
  user: ResolvedElement,
  policy: unknown,
): readonly PolicyStatement[] | undefined {
  if (typeof policy !== "string") return undefined;
  const source = isExpression(policy) && policy.startsWith("${") ? tree.behind(user, policy) : undefined;
  if (source?.type === "aws_iam_policy_document") return ofSource(source);
  return ofText(policy);
}

/** Expressions bring quotes of their own, which are none of the JSON around them. */
function ofText(policy: string): readonly PolicyStatement[] | undefined {
  const quoted = policy.replace(/\$\{[^{}]*\}/g, (expression) => expression.replaceAll('"', "'"));
  try {
    const { Statement: statements } = JSON.parse(quoted);
    return [statements].flat().map(ofStatement);
  } catch {
    return undefined;
  }
}

function ofStatement({
  Sid,
  Effect,
  Action,
  NotAction,
  Principal,
  NotPrincipal,
  Resource,
  Condition,
}: Arguments): PolicyStatement {
  return {
    sid: String(Sid ?? ""),
    allows: Effect === "Allow",
    actions: NotAction === undefined ? texts(Action ?? []) : ["*"],
    forEverybody: NotPrincipal !== undefined || isEverybody(Principal),
    resources: texts(Resource ?? []),
    conditions: Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys as object).map(([key, values]) => condition(operator, key, values)),
    ),
  };
}

function isEverybody(principal: unknown): boolean {
  if (typeof principal !== "object" || principal === null) return principal === "*";
  return texts((principal as Record<string, unknown>).AWS ?? []).includes("*");
}

function condition(operator: string, key: string, values: unknown): Condition {
  return { operator, key: key.toLowerCase(), values: texts(values ?? []) };
}

function ofSource({ body }: ResolvedElement): readonly PolicyStatement[] {
  return blocksAt(body, "statement").map(({ block }) => ({
    sid: String(block.sid ?? ""),
    allows: block.effect !== "Deny",
    actions: block.not_actions === undefined ? texts(block.actions ?? []) : ["*"],
    forEverybody:
      block.not_principals !== undefined ||
      blocksAt(block, "principals").some(({ block: { type, identifiers } }) => {
        return ["*", "AWS"].includes(type) && texts(identifiers ?? []).includes("*");
      }),
    resources: texts(block.resources ?? []),
    conditions: blocksAt(block, "condition").map(({ block: { test, variable, values } }) =>
      condition(test, variable, values),
    ),
  }));
}

import type { ResolvedElement } from "../stack/resolved-tree";
import type { FinishedTree } from "./finished-tree";
import { type Arguments, blocksAt, isExpression, texts } from "./provider-values";

/** A statement of a policy as it was written: single values may stand without a list. */
export interface WrittenStatement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly NotPrincipal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The statements of a policy, as text or as data source; undefined where synthesis can't read it. */
export function statementsIn(
  tree: FinishedTree,
  user: ResolvedElement,
  policy: unknown,
): readonly WrittenStatement[] | undefined {
  if (typeof policy !== "string") return undefined;
  const source = isExpression(policy) && policy.startsWith("${") ? tree.behind(user, policy) : undefined;
  if (source?.type === "aws_iam_policy_document") return blocksAt(source.body, "statement").map(ofSource);
  // Expressions bring quotes of their own, which are none of the JSON around them.
  const quoted = policy.replace(/\$\{[^{}]*\}/g, (expression) => expression.replaceAll('"', "'"));
  try {
    return [JSON.parse(quoted).Statement ?? []].flat();
  } catch {
    return undefined;
  }
}

function ofSource({ block }: { readonly block: Arguments }): WrittenStatement {
  const { sid, effect = "Allow", actions, not_actions, resources, not_resources, not_principals } = block;
  const principals = blocksAt(block, "principals");
  const conditions = blocksAt(block, "condition");
  return {
    ...(sid && { Sid: sid }),
    Effect: effect,
    ...(actions && { Action: texts(actions) }),
    ...(not_actions && { NotAction: texts(not_actions) }),
    ...(resources && { Resource: texts(resources) }),
    ...(not_resources && { NotResource: texts(not_resources) }),
    ...(principals.length > 0 && { Principal: principalsOf(principals.map((one) => one.block)) }),
    ...(not_principals && { NotPrincipal: not_principals }),
    ...(conditions.length > 0 && { Condition: conditionsOf(conditions.map((one) => one.block)) }),
  };
}

/** The type `*` stands for everybody, as `AWS` does with a `*`. */
function principalsOf(blocks: readonly Arguments[]): Record<string, readonly string[]> {
  const found: Record<string, readonly string[]> = {};
  for (const { type, identifiers } of blocks) {
    const kind = type === "*" ? "AWS" : type;
    found[kind] = [...(found[kind] ?? []), ...texts(identifiers)];
  }
  return found;
}

function conditionsOf(blocks: readonly Arguments[]): Record<string, Record<string, readonly string[]>> {
  const found: Record<string, Record<string, readonly string[]>> = {};
  for (const { test, variable, values } of blocks) {
    found[test] = { ...found[test], [variable]: [...(found[test]?.[variable] ?? []), ...texts(values)] };
  }
  return found;
}

/** Single values as lists. */
export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}

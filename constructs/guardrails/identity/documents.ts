import type { ResolvedElement } from "../../stack/resolved-tree";
import { type FinishedTree, oncePerTree } from "../finished-tree";

/** A statement of a policy as it was written: single values may stand without a list. */
export interface WrittenStatement {
  readonly Effect?: string;
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly NotPrincipal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy document and where it stands. */
export interface WrittenDocument {
  readonly element: ResolvedElement;
  readonly argument: string;
  /** None where synth can't read it. */
  readonly statements: readonly WrittenStatement[] | undefined;
}

const inlineTypes = ["aws_iam_group_policy", "aws_iam_role_policy", "aws_iam_user_policy"];

/** What principals are allowed, wherever it is written; boundaries allow nothing by themselves and are left out. */
export const permissionDocuments = oncePerTree((tree): readonly WrittenDocument[] => {
  const boundaries = boundaryPolicies(tree);
  const managed = tree.resources("aws_iam_policy").filter((policy) => !boundaries.has(policy));
  const inline = tree.resources("aws_iam_role").flatMap((element) =>
    [element.body.inline_policy ?? []].flat().map((block: { policy?: unknown }, index: number) => {
      return { element, argument: `inline_policy[${index}].policy`, statements: read(tree, element, block.policy) };
    }),
  );
  const written = [...managed, ...tree.resources(...inlineTypes)].map((element) => {
    return { element, argument: "policy", statements: read(tree, element, element.body.policy) };
  });
  return [...written, ...inline];
});

/** Who may assume which role. */
export const trustDocuments = oncePerTree((tree): readonly WrittenDocument[] =>
  tree.resources("aws_iam_role").map((element) => {
    return {
      element,
      argument: "assume_role_policy",
      statements: read(tree, element, element.body.assume_role_policy),
    };
  }),
);

/** Boundaries limit and allow nothing: policies of the root of trust, in use or not, that are attached to nobody. */
function boundaryPolicies(tree: FinishedTree): ReadonlySet<ResolvedElement> {
  const attachments = tree.resources(
    "aws_iam_role_policy_attachment",
    "aws_iam_user_policy_attachment",
    "aws_iam_group_policy_attachment",
    "aws_iam_policy_attachment",
  );
  const attached = new Set(attachments.map((attachment) => tree.behind(attachment, attachment.body.policy_arn)));
  const root = `/strata/${tree.environment.name}/root/`;
  return new Set(
    tree.resources("aws_iam_policy").filter((policy) => policy.body.path === root && !attached.has(policy)),
  );
}

function read(tree: FinishedTree, element: ResolvedElement, text: unknown): readonly WrittenStatement[] | undefined {
  const data = tree.behind(element, text);
  if (data?.type === "aws_iam_policy_document") return [data.body.statement ?? []].flat().map(fromDataSource);
  try {
    return [JSON.parse(String(text)).Statement ?? []].flat();
  } catch {
    return undefined;
  }
}

interface DataSourceStatement {
  readonly effect?: string;
  readonly actions?: readonly string[];
  readonly not_actions?: readonly string[];
  readonly resources?: readonly string[];
  readonly not_resources?: readonly string[];
  readonly principals?: Block<{ readonly type: string; readonly identifiers: readonly string[] }>;
  readonly condition?: Block<{ readonly test: string; readonly variable: string; readonly values: readonly string[] }>;
}

type Block<T> = T | readonly T[];

function fromDataSource(statement: DataSourceStatement): WrittenStatement {
  const principals = blocks(statement.principals).map(({ type, identifiers }) => [type, identifiers] as const);
  const condition: Record<string, Record<string, readonly string[]>> = {};
  for (const { test, variable, values } of blocks(statement.condition)) {
    condition[test] = { ...condition[test], [variable]: values };
  }
  return {
    Effect: statement.effect ?? "Allow",
    ...(statement.actions && { Action: statement.actions }),
    ...(statement.not_actions && { NotAction: statement.not_actions }),
    ...(statement.resources && { Resource: statement.resources }),
    ...(statement.not_resources && { NotResource: statement.not_resources }),
    ...(principals.length > 0 && { Principal: Object.fromEntries(principals) }),
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

function blocks<T>(value: Block<T> | undefined): readonly T[] {
  return value === undefined ? [] : ([value].flat() as readonly T[]);
}

/** Single values as lists. */
export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}

/** Statements that allow something, of documents that can be read. */
export function allowing({ statements = [] }: WrittenDocument): readonly WrittenStatement[] {
  return statements.filter(({ Effect }) => Effect === "Allow");
}

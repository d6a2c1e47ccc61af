import type { Allow } from "../permissions/merge";

/** Condition operator → condition key → value or values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Who a trust policy lets in. */
export type Principal =
  | { readonly Service: string }
  | { readonly Federated: string }
  | { readonly AWS: readonly string[] };

/** One statement of an IAM policy, as IAM writes it. */
export interface Statement {
  /** Letters and digits, unique within its document. Statements that are derived have none: they change with resources. */
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principal;
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Conditions;
}

export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** Documents by the last part of the policy's name. The name is an address in Terraform: a rename replaces the policy. */
export type Policies = Readonly<Record<string, PolicyDocument>>;

export function policyDocument(...statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** A document as it was written for IAM, which takes a single value without a list: with lists throughout. */
export function readDocument(text: string): PolicyDocument {
  const { Version, Statement: statements } = JSON.parse(text) as PolicyDocument;
  return { Version, Statement: statements.map(withLists) };
}

const mayBeSingle = ["Action", "NotAction", "Resource", "NotResource"] as const;

function withLists(statement: Statement): Statement {
  const values = mayBeSingle.flatMap((part) => {
    const value: Targets | undefined = statement[part];
    return value === undefined ? [] : [[part, listed(value)] as const];
  });
  return { ...statement, ...Object.fromEntries(values) };
}

type Targets = string | readonly string[];

const listed = (targets: Targets): readonly string[] => (typeof targets === "string" ? [targets] : targets);

/** Allows actions on resources, `*` only where AWS offers nothing narrower. */
export function allow(Sid: string, Action: Targets, Resource: Targets, Condition?: Conditions): Statement {
  const statement: Statement = { Sid, Effect: "Allow", Action: listed(Action), Resource: listed(Resource) };
  return Condition ? { ...statement, Condition } : statement;
}

/** Without an id, where there are no characters to spare. */
export function allowed(Action: readonly string[], Resource: readonly string[], Condition?: Conditions): Allow {
  return { Effect: "Allow", Action, Resource, ...(Condition && { Condition }) };
}

export function deny(Sid: string, Action: Targets, Resource: Targets, Condition?: Conditions): Statement {
  return { ...allow(Sid, Action, Resource, Condition), Effect: "Deny" };
}

/** Denies all but the actions named, on the resources named. */
export function denyAllBut(Sid: string, NotAction: Targets, Resource: Targets, Condition?: Conditions): Statement {
  const statement: Statement = { Sid, Effect: "Deny", NotAction: listed(NotAction), Resource: listed(Resource) };
  return Condition ? { ...statement, Condition } : statement;
}

/** Denies actions on all but the resources named. */
export function denyElsewhere(Sid: string, Action: Targets, NotResource: Targets, Condition?: Conditions): Statement {
  const statement: Statement = { Sid, Effect: "Deny", Action: listed(Action), NotResource: listed(NotResource) };
  return Condition ? { ...statement, Condition } : statement;
}

import type { Conditions, PolicyDocument, Statement } from "../../../../constructs/identity/policy-document";

export interface Call {
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the call; a list where the key has several values. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** What IAM would say to one call, as far as these documents go: enough for assertions on single statements. */
export function decide(documents: readonly PolicyDocument[], call: Call): "allowed" | "denied" {
  const applying = documents.flatMap(({ Statement }) => Statement).filter((statement) => applies(statement, call));
  if (applying.some(({ Effect }) => Effect === "Deny")) return "denied";
  return applying.some(({ Effect }) => Effect === "Allow") ? "allowed" : "denied";
}

/** A role with a boundary may do what both say. */
export function decideWithin(boundary: PolicyDocument, policies: readonly PolicyDocument[], call: Call) {
  return decide([boundary], call) === "allowed" ? decide(policies, call) : "denied";
}

function applies(statement: Statement, { action, resource, context = {} }: Call): boolean {
  const { Action, NotAction = [], Resource, NotResource = [], Condition = {} } = statement;
  const actionFits = Action
    ? Action.some((one) => glob(one, action, "i"))
    : !NotAction.some((one) => glob(one, action, "i"));
  const resourceFits = Resource
    ? Resource.some((one) => glob(one, resource))
    : !NotResource.some((one) => glob(one, resource));
  return actionFits && resourceFits && holds(Condition, context);
}

function holds(conditions: Conditions, context: NonNullable<Call["context"]>): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) => test(operator, listed(expected), context[key])),
  );
}

function test(operator: string, expected: readonly string[], value: string | readonly string[] | undefined): boolean {
  const [quantifier, name] = operator.includes(":") ? (operator.split(":") as [string, string]) : ["", operator];
  if (name === "Null") return expected.includes(String(value === undefined));
  const negative = name.includes("Not");
  const fits = (one: string) => {
    const found = expected.some((pattern) => (/Like|Arn/.test(name) ? glob(pattern, one) : pattern === one));
    return negative ? !found : found;
  };
  if (quantifier === "ForAllValues") return listed(value ?? []).every(fits);
  if (quantifier === "ForAnyValue") return listed(value ?? []).some(fits);
  if (value === undefined) return negative || name.endsWith("IfExists");
  return listed(value).some(fits);
}

const listed = (value: string | readonly string[]): readonly string[] => (typeof value === "string" ? [value] : value);

function glob(pattern: string, text: string, flags = ""): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, flags).test(text);
}

/** Every action that the document allows. */
export function actionsOf(...documents: readonly PolicyDocument[]): readonly string[] {
  const allowing = documents.flatMap(({ Statement }) => Statement).filter(({ Effect }) => Effect === "Allow");
  return [...new Set(allowing.flatMap(({ Action = [] }) => Action))].sort();
}

import type { PolicyDocument, Statement } from "../../../constructs/identity/policy-document";
import { knowsKey } from "./action-facts";
import { type Call, type ProvenRole, verdictOn } from "./simulator";

export type Context = Readonly<Record<string, string | readonly string[]>>;

/** A thing that a role tries something on. */
export interface Target {
  readonly arn: string;
  /** Region that is called, which not every ARN names. */
  readonly region: string;
  /** Condition keys that the action knows on it. */
  readonly keys: readonly string[];
  /** What the thing itself says, and no caller can change: its tags, its aliases, its boundary. */
  readonly given: Context;
  /** Tags of the request, where the caller has no choice: a new thing in somebody's name, or in nobody's. @default - his */
  readonly tags?: Context;
}

/** Keys that AWS fills in from the thing, or from another call of its own: no choice of the caller's. */
const notChosen = /^(aws:resourcetag\/|ec2:resourcetag\/|kms:resourcealiases$|\w+:createaction$|aws:requestedregion$)/i;

const requestTag = /^aws:RequestTag\/(.*)$/;

/**
 * Whether a role gets an action through. It knows its own policies and asks accordingly: once for each statement that
 * allows the action, with just the values that the statement wants, as far as a caller chooses them (tags of the request,
 * `iam:PassedToService`, `kms:ViaService` …), and once without any. What it wants of the boundary is asked for as well.
 */
export async function attempt(role: ProvenRole, action: string, target: Target): Promise<Call | undefined> {
  if (!names(role, action) || !leaves(role, action, target.arn)) return undefined;
  for (const call of callsOf(role, action, target)) {
    if ((await verdictOn(role, call)) === "Allowed") return call;
  }
  return undefined;
}

const named = new WeakMap<ProvenRole, Map<string, boolean>>();

/** What no statement of a role's own policies allows by name or pattern is denied, and no simulator has to be asked. */
export function names(role: ProvenRole, action: string): boolean {
  const known = named.get(role) ?? new Map<string, boolean>();
  named.set(role, known);
  const found =
    known.get(action) ?? role.policies.some(({ document }) => document.Statement.some((one) => allows(one, action)));
  known.set(action, found);
  return found;
}

/** The same of a boundary: what none of its statements allows on this thing is denied. */
function leaves({ boundary }: ProvenRole, action: string, arn: string): boolean {
  return boundary.Statement.some((one) => concerns(one, action, arn));
}

function allows({ Effect, Action }: Statement, action: string): boolean {
  return Effect === "Allow" && (!Action || listed(Action).some((one) => glob(one, action, "i")));
}

function callsOf(role: ProvenRole, action: string, target: Target): readonly Call[] {
  const chosen = ({ Statement }: { readonly Statement: readonly Statement[] }): readonly Context[] => {
    return [{}, ...Statement.filter((one) => concerns(one, action, target.arn)).map(chosenFor)];
  };
  const byPolicies = role.policies.flatMap(({ document }) => chosen(document));
  // What a policy wants and what the boundary wants, in one request.
  const both = byPolicies.flatMap((one) => chosen(role.boundary).map((other) => ({ ...other, ...one })));
  const calls = both.map((one) => callOf(action, target, one));
  return [...new Map(calls.map((call) => [JSON.stringify(call.context), call])).values()];
}

function callOf(action: string, { arn, region, keys, given, tags }: Target, chosen: Context): Call {
  const others = Object.entries(chosen).filter(([key]) => !requestTag.test(key));
  const request = tags ? { ...Object.fromEntries(others), ...tags } : chosen;
  const tagKeys = Object.keys(request).flatMap((key) => requestTag.exec(key)?.[1] ?? []);
  const all: Context = { ...request, ...(tagKeys.length > 0 && { "aws:TagKeys": tagKeys }), ...given };
  const known = Object.entries(all).filter(([key]) => knowsKey(keys, key) || key.startsWith("aws:Principal"));
  const keyPolicy = /^arn:[\w-]+:kms:.*:key\//.test(arn) ? { resourcePolicy: openTo(arn.split(":")[4] ?? "") } : {};
  return {
    action,
    resource: arn,
    context: { "aws:RequestedRegion": region, ...Object.fromEntries(known) },
    ...keyPolicy,
  };
}

const open = new Map<string, PolicyDocument>();

/**
 * The policy that a key has by default, and the most open one that still leaves it to the account who may do what: nobody
 * can use a key whose own policy lets nobody, and the proofs would be about nothing.
 */
function openTo(account: string): PolicyDocument {
  const Principal = { AWS: [`arn:aws:iam::${account}:root`] };
  const found = open.get(account) ?? {
    Version: "2012-10-17",
    Statement: [{ Sid: "Account", Effect: "Allow", Principal, Action: ["kms:*"], Resource: ["*"] }],
  };
  open.set(account, found);
  return found;
}

/** Values that satisfy a statement, of the keys whose values a caller chooses. */
function chosenFor({ Condition = {} }: Statement): Context {
  const wanted = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]): [string, string | readonly string[]][] => {
      if (notChosen.test(key) || /Null|IfExists/.test(operator)) return [];
      // Every other tag than those.
      if (/Not/.test(operator)) return key.toLowerCase() === "aws:tagkeys" ? [[key, ["Name"]]] : [];
      const value = [values].flat()[0]?.replaceAll("*", "x") ?? "";
      return [[key, operator.startsWith("For") ? [value] : value]];
    }),
  );
  return Object.fromEntries(wanted);
}

function concerns(statement: Statement, action: string, arn: string): boolean {
  return allows(statement, action) && listed(statement.Resource ?? "*").some((one) => glob(one, arn));
}

/** Documents of IAM write a single value without a list. */
export function listed(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

const patterns = { "": new Map<string, RegExp>(), i: new Map<string, RegExp>() };

/** Whether a text fits a pattern with `*` and `?`. */
export function glob(pattern: string, text: string, flags: "" | "i" = ""): boolean {
  const known = patterns[flags].get(pattern) ?? expression(pattern, flags);
  patterns[flags].set(pattern, known);
  return known.test(text);
}

function expression(pattern: string, flags: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, flags);
}

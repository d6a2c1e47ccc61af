import { policyLimits } from "../identity/policy-limits";
import { type Allow, inOrder, serviceOf } from "./merge";

/**
 * Which policy of a role a service's statements stand in. Fixed, so that a new resource changes the policy of its own
 * family and no other; families, since a role takes ten policies and a stack calls more services than that.
 */
const families: Readonly<Record<string, string>> = {
  acm: "dns",
  aps: "logs",
  autoscaling: "compute",
  dynamodb: "storage",
  ec2: "network",
  ecr: "images",
  eks: "compute",
  elasticache: "data",
  elasticfilesystem: "storage",
  elasticloadbalancing: "network",
  events: "messaging",
  guardduty: "logs",
  iam: "access",
  inspector2: "images",
  kms: "access",
  logs: "logs",
  rds: "data",
  route53: "dns",
  s3: "storage",
  secretsmanager: "data",
  sqs: "storage",
  sts: "access",
  wafv2: "network",
};

export interface PackedPolicy {
  /** Family and, past IAM's size limit, a number: `network`, `network-2`. */
  readonly suffix: string;
  readonly statements: readonly Allow[];
}

/** A role would need more policies, or a larger one, than IAM takes. The message names them. */
export class TooManyPolicies extends Error {}

/** Distributes statements over policies of legal size under stable names. `room`: how many the role can take of them. */
export function pack(statements: readonly Allow[], room: number = policyLimits.attachments): readonly PackedPolicy[] {
  const byFamily = new Map<string, Allow[]>();
  for (const statement of inOrder(statements)) {
    const family = familyOf(statement);
    byFamily.set(family, [...(byFamily.get(family) ?? []), statement]);
  }
  const packed = [...byFamily].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([family, all]) => split(family, all));
  if (packed.length > room) throw new TooManyPolicies(packed.map(({ suffix }) => suffix).join(", "));
  return packed;
}

function familyOf({ Action }: Allow): string {
  const service = serviceOf({ actions: Action });
  return Object.hasOwn(families, service) ? (families[service] ?? "other") : "other";
}

function split(family: string, statements: readonly Allow[]): readonly PackedPolicy[] {
  const parts: Allow[][] = [[]];
  for (const statement of statements.flatMap(divide)) {
    const last = parts.at(-1) ?? [];
    if (last.length > 0 && sizeOf([...last, statement]) > policyLimits.managedPolicy) parts.push([statement]);
    else last.push(statement);
  }
  return parts.map((part, index) => ({ suffix: index === 0 ? family : `${family}-${index + 1}`, statements: part }));
}

/** A statement that is too large for a policy of its own becomes several with fewer resources, or fewer actions, each. */
function divide(statement: Allow): readonly Allow[] {
  if (sizeOf([statement]) <= policyLimits.managedPolicy) return [statement];
  const { Action, Resource } = statement;
  if (Resource.length > 1) {
    const room = policyLimits.managedPolicy - sizeOf([{ ...statement, Resource: [] }]);
    return filled(Resource, room).flatMap((part) => divide({ ...statement, Resource: part }));
  }
  if (Action.length > 1) {
    const room = policyLimits.managedPolicy - sizeOf([{ ...statement, Action: [] }]);
    return filled(Action, room).map((part) => ({ ...statement, Action: part }));
  }
  throw new TooManyPolicies(`${Action}, whose conditions alone fill more than a policy`);
}

/** Lists of as many values each as there is room for, and of one where there is none. */
function filled(values: readonly string[], room: number): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let left = 0;
  for (const value of values) {
    const size = JSON.stringify([value]).length - 1;
    if (size > left || parts.length === 0) {
      parts.push([]);
      left = room;
    }
    parts.at(-1)?.push(value);
    left -= size;
  }
  return parts;
}

/** Characters of the policy document, as IAM counts them. */
export function sizeOf(statements: readonly Allow[]): number {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }).length;
}

import type { Conditions, Grant } from "./entry";

/** An Allow statement with everything sorted: equal needs give equal text. */
export interface Allow {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Conditions;
}

/**
 * Few statements that allow exactly what the grants allow: all resources of an action under the same conditions come
 * together, then all actions with the same resources and conditions. The result depends on what is allowed alone, not
 * on how the grants were written or ordered. Never across services, so that a new resource changes its service's policy
 * only.
 */
export function merge(grants: readonly Grant[]): readonly Allow[] {
  const single = withAlternatives(grants.flatMap(one));
  const byAction = group(single, ({ actions, conditions }) => [actions, conditions]);
  const needs = byAction.map((need) => ({ ...need, resources: withoutCovered(need.resources) }));
  const byTarget = group(needs, (need) => [serviceOf(need), need.resources, need.conditions]);
  return inOrder(byTarget.filter(({ resources }) => resources.length > 0).map(statement));
}

/** Statements in an order that only their content decides. */
export function inOrder(statements: readonly Allow[]): readonly Allow[] {
  const keyed = statements.map((one) => ({ one, key: JSON.stringify(one) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ one }) => one);
}

interface Need {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Conditions | undefined;
}

function one({ actions, resources, conditions }: Grant): readonly Need[] {
  return actions.map((action) => ({ actions: [action], resources, conditions: normalized(conditions) }));
}

/** Keys with one value in a request: grants that differ in it alone are one grant with all of its values. */
const alternatives = ["ec2:VpceServiceName"];

/** Fourteen endpoints would fill a policy with statements that differ in the service's name. */
function withAlternatives(needs: readonly Need[]): readonly Need[] {
  return alternatives.reduce(
    (all, key) => [
      ...all.filter((need) => operatorOf(need, key) === undefined),
      ...united(
        all.filter((need) => operatorOf(need, key) !== undefined),
        key,
      ),
    ],
    needs,
  );
}

function united(needs: readonly Need[], key: string): readonly Need[] {
  const groups = new Map<string, Need[]>();
  for (const need of needs) {
    const { actions, resources, conditions } = need;
    const name = JSON.stringify([actions, resources, withValues(conditions, key, [])]);
    groups.set(name, [...(groups.get(name) ?? []), need]);
  }
  return [...groups.values()].map((members) => {
    const [first] = members as [Need, ...Need[]];
    const values = members.flatMap((need) => need.conditions?.[operatorOf(need, key) ?? ""]?.[key] ?? []);
    return { ...first, conditions: normalized(withValues(first.conditions, key, values)) };
  });
}

function operatorOf({ conditions = {} }: Need, key: string): string | undefined {
  return Object.keys(conditions).find((operator) => Object.hasOwn(conditions[operator] ?? {}, key));
}

function withValues(conditions: Conditions = {}, key: string, values: readonly string[]): Conditions {
  const entries = Object.entries(conditions).map(([operator, keys]) => [
    operator,
    Object.hasOwn(keys, key) ? { ...keys, [key]: values } : keys,
  ]);
  return Object.fromEntries(entries);
}

function group(needs: readonly Need[], key: (need: Need) => readonly unknown[]): readonly Need[] {
  const groups = new Map<string, Need[]>();
  for (const need of needs) {
    const name = JSON.stringify(key(need));
    const members = groups.get(name);
    if (members) members.push(need);
    else groups.set(name, [need]);
  }
  return [...groups.values()].map((members) => ({
    actions: sorted(members.flatMap(({ actions }) => actions)),
    resources: sorted(members.flatMap(({ resources }) => resources)),
    conditions: members[0]?.conditions,
  }));
}

function statement({ actions, resources, conditions }: Need): Allow {
  return { Effect: "Allow", Action: actions, Resource: resources, ...(conditions && { Condition: conditions }) };
}

/** A pattern that ends in `*` stands for all that begin like it. */
function withoutCovered(resources: readonly string[]): readonly string[] {
  const prefixes = resources.filter(endsOpen).map((pattern) => pattern.slice(0, -1));
  return resources.filter((one) => !prefixes.some((prefix) => one !== `${prefix}*` && one.startsWith(prefix)));
}

/** The `*` is the only wildcard, and stands in the last of an ARN's six parts: before that it would not cross a colon. */
function endsOpen(pattern: string): boolean {
  const prefix = pattern.slice(0, -1);
  return pattern === "*" || (pattern.endsWith("*") && !/[*?]/.test(prefix) && prefix.split(":").length > 5);
}

export function serviceOf({ actions }: { readonly actions: readonly string[] }): string {
  return actions[0]?.split(":")[0] ?? "";
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

/** Keys and values sorted, and a list of one value as that value: both mean the same to IAM. */
function normalized<T>(value: T): T {
  if (Array.isArray(value)) {
    const values = sorted(value);
    return (values.length === 1 ? values[0] : values) as T;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, normalized(inner)])) as T;
}

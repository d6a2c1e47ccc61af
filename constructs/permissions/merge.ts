import { withAlternatives } from "./alternatives";
import type { Conditions, Grant } from "./entry";
import { type Need, normalized, sorted } from "./need";

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
  const single = withAlternatives(grants.flatMap(eachAction));
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

function eachAction({ actions, resources, conditions }: Grant): readonly Need[] {
  return actions.map((action) => ({ actions: [action], resources, conditions: normalized(conditions) }));
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

import type { Conditions } from "./entry";
import { type Need, normalized } from "./need";

/** Keys with one value in a request: grants that differ in it alone are one grant with all of its values. */
const alternatives = ["ec2:VpceServiceName"];

/**
 * One need with several values of such a key in place of several needs: fifteen endpoints would fill a policy with
 * statements that differ in the service's name.
 */
export function withAlternatives(needs: readonly Need[]): readonly Need[] {
  return alternatives.reduce((all, key) => {
    const having = all.filter((need) => operatorOf(need, key) !== undefined);
    // One resource at a time, so that it makes no difference how the grants were cut.
    const cut = having.flatMap((need) => need.resources.map((resource) => ({ ...need, resources: [resource] })));
    return [...all.filter((need) => !having.includes(need)), ...united(cut, key)];
  }, needs);
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

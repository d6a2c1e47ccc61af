import type { Grant } from "../../permissions/entry";
import { type Allow, merge, serviceOf } from "../../permissions/merge";

/**
 * What the grants allow, in few statements: a boundary is one policy of 6,144 characters. Statements of different services
 * under the same conditions become one, since an action of one service says nothing of another's resources; those on `*`
 * only with others on `*`. `more`: statements that are as short as can be by themselves.
 */
export function compact(grants: readonly Grant[], ...more: readonly Allow[]): readonly Allow[] {
  const merged: Allow[] = [];
  for (const one of [...merge(grants), ...more]) {
    const index = merged.findIndex((other) => isOfAKind(one, other));
    const other = merged[index];
    if (other) merged[index] = together(other, one);
    else merged.push(one);
  }
  return merged;
}

function isOfAKind(one: Allow, other: Allow): boolean {
  const services = other.Action.map((action) => serviceOf({ actions: [action] }));
  return (
    JSON.stringify(one.Condition) === JSON.stringify(other.Condition) &&
    one.Resource.includes("*") === other.Resource.includes("*") &&
    !services.includes(serviceOf({ actions: one.Action }))
  );
}

function together(one: Allow, other: Allow): Allow {
  const resources = [...new Set([...one.Resource, ...other.Resource])];
  return { ...one, Action: [...one.Action, ...other.Action], Resource: resources };
}

import { covers, type Right, rightsOf } from "./rights";
import type { Role } from "./roles";

/** Rights with the same reach, put together for reading. */
export interface RightGroup extends Omit<Right, "action" | "resource"> {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

export interface RoleDifference {
  readonly stack: string;
  readonly role: string;
  readonly roleArn: string;
  /** Whether the role itself came or went. @default - it was there and is there */
  readonly state?: "new" | "removed";
  /** What is allowed now and was not, and what was denied and is not any more. */
  readonly gained: readonly RightGroup[];
  readonly lost: readonly RightGroup[];
  /** Numbers of single rights. */
  readonly counts: { readonly gained: number; readonly lost: number };
}

/** What each role gained and lost; roles that stay as they are, are left out. */
export function differences(before: readonly Role[], after: readonly Role[]): readonly RoleDifference[] {
  const key = ({ stack, role }: Role) => `${stack} ${role}`;
  const old = new Map(before.map((role) => [key(role), role]));
  const now = new Map(after.map((role) => [key(role), role]));
  const all = new Map([...now, ...[...old].filter(([name]) => !now.has(name))]);
  return [...all]
    .map(([name, role]) => difference(role, old.get(name), now.get(name)))
    .filter(({ counts }) => counts.gained + counts.lost > 0);
}

function difference({ stack, role, roleArn }: Role, before: Role | undefined, after: Role | undefined): RoleDifference {
  const [old, now] = [before, after].map((one) => (one ? rightsOf(one) : []));
  const [added, removed] = [newIn(now ?? [], old ?? []), newIn(old ?? [], now ?? [])];
  const gained = [...added.filter(allowed), ...removed.filter(denied)];
  const lost = [...removed.filter(allowed), ...added.filter(denied)];
  const counts = { gained: gained.length, lost: lost.length };
  const state = !before ? ("new" as const) : !after ? ("removed" as const) : undefined;
  return { stack, role, roleArn, ...(state && { state }), gained: group(gained), lost: group(lost), counts };
}

const allowed = ({ effect }: Right) => effect === "Allow";
const denied = ({ effect }: Right) => effect === "Deny";

/** Rights that nothing on the other side covers, each once. */
function newIn(rights: readonly Right[], others: readonly Right[]): readonly Right[] {
  const known = new Set(others.map(keyOf));
  const fresh = new Map(rights.filter((right) => !known.has(keyOf(right))).map((right) => [keyOf(right), right]));
  return [...fresh.values()].filter((right) => !others.some((other) => covers(other, right)));
}

function keyOf(right: Right): string {
  return JSON.stringify([right.source, right.effect, right.action, right.resource, right.conditions]);
}

/** First all resources of an action, then all actions of a service on the same resources, as policies are merged. */
function group(rights: readonly Right[]): readonly RightGroup[] {
  const single = rights.map(({ action, resource, ...same }) => ({ ...same, actions: [action], resources: [resource] }));
  const byAction = joined(single, ({ actions }) => actions);
  const byTarget = joined(byAction, ({ actions, resources }) => [serviceOf(actions), resources]);
  return byTarget
    .map((one) => ({ one, key: JSON.stringify(one) }))
    .sort(byKey)
    .map(({ one }) => one);
}

function joined(groups: readonly RightGroup[], by: (group: RightGroup) => readonly unknown[]): readonly RightGroup[] {
  const found = new Map<string, RightGroup>();
  for (const one of groups) {
    const key = JSON.stringify([one.source, one.effect, one.conditions, by(one)]);
    const known = found.get(key);
    const union = (a: readonly string[] = [], b: readonly string[] = []) => [...new Set([...a, ...b])].sort();
    const actions = union(known?.actions, one.actions);
    found.set(key, { ...one, actions, resources: union(known?.resources, one.resources) });
  }
  return [...found.values()];
}

export function serviceOf([action = ""]: readonly string[]): string {
  return action.includes(" ") ? "" : (action.split(":")[0] ?? "");
}

function byKey(one: { readonly key: string }, other: { readonly key: string }): number {
  return one.key < other.key ? -1 : Number(one.key > other.key);
}

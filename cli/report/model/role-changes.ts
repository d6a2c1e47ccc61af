import type { RightGroup, RoleDifference } from "../../permissions/difference";

/** What a role's change comes to for a reader. */
export interface RoleChanges {
  readonly gained: readonly RightGroup[];
  readonly lost: readonly RightGroup[];
  /** Of a role that is new or gone: what only held it, which is no right that anybody gains or loses. */
  readonly bounds: readonly RightGroup[];
  /** Numbers of single rights, without those of `bounds`. */
  readonly counts: RoleDifference["counts"];
}

/** A new role gains what its policies allow, and loses nothing: its boundary and prohibitions hold what was not there. */
export function roleChanges({ state, gained, lost, counts }: RoleDifference): RoleChanges {
  if (!state) return { gained, lost, bounds: [], counts };
  const all = [...gained, ...lost];
  const given = all.filter(({ source, effect }) => source !== "boundary" && effect === "Allow");
  const bounds = all.filter((one) => !given.includes(one));
  return state === "new"
    ? { gained: given, lost: [], bounds, counts: { gained: rightsIn(given), lost: 0 } }
    : { gained: [], lost: given, bounds, counts: { gained: 0, lost: rightsIn(given) } };
}

/** Groups hold each of their actions on each of their resources. */
function rightsIn(groups: readonly RightGroup[]): number {
  return groups.reduce((sum, { actions, resources }) => sum + actions.length * resources.length, 0);
}

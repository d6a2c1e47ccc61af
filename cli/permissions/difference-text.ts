import { table } from "../table";
import type { RoleDifference } from "./difference";
import { differenceRows } from "./difference-rows";
import type { Home } from "./short";
import { asLines, type Cells, wrapped } from "./statement-rows";

/** What is compared with what. */
export interface Comparison {
  readonly environment: string;
  /** The revision as the user named it. */
  readonly ref: string;
  readonly commit: string;
  readonly roles: readonly RoleDifference[];
}

export function gainedIn({ roles }: Comparison): number {
  return roles.reduce((sum, { counts }) => sum + counts.gained, 0);
}

export function lostIn({ roles }: Comparison): number {
  return roles.reduce((sum, { counts }) => sum + counts.lost, 0);
}

/** `2 roles gain 14 rights and lose none`: a right is one action on one resource pattern under one condition. */
export function headline(comparison: Comparison): string {
  const { roles } = comparison;
  if (roles.length === 0) return "No role gains or loses a right.";
  const [gained, lost] = [gainedIn(comparison), lostIn(comparison)].map((count) => (count === 0 ? "none" : `${count}`));
  return `${roles.length === 1 ? "1 role changes" : `${roles.length} roles change`}: rights gained ${gained}, lost ${lost}.`;
}

/** The comparison for a terminal. */
export function differenceText(comparison: Comparison, home: Home): string {
  const { environment, ref, commit, roles } = comparison;
  const title = `Permissions of ${environment} against ${ref} (${commit.slice(0, 7)}). ${headline(comparison)}`;
  return [title, "", ...roles.flatMap((role) => [...roleLines(role, home), ""])].join("\n");
}

function roleLines(role: RoleDifference, home: Home): readonly string[] {
  const rows = differenceRows(role, home).map(({ sign, change, actions, resources, conditions }): Cells => {
    return [[`${sign} ${change}`], wrapped(actions, 48), resources, conditions];
  });
  return [`${role.stack}, ${role.role} role`, ...table([["", "actions", "on", "if"], ...asLines(rows)])];
}

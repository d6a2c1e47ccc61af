import type { Waiting } from "../../constructs/ledger/waiting";
import { waitingText } from "../ledger/waiting-text";
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
  /** What waits to be retired in this checkout: rights that are kept for what is deployed alone. */
  readonly waiting: readonly Waiting[];
}

export function gainedIn({ roles }: Pick<Comparison, "roles">): number {
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
  const { environment, ref, commit, roles, waiting } = comparison;
  const title = `Permissions of ${environment} against ${ref} (${commit.slice(0, 7)}). ${headline(comparison)}`;
  const still = waitingText(waiting);
  const kept = still.length > 0 ? [...still, ""] : [];
  return [title, "", ...roles.flatMap((role) => [...roleLines(role, home), ""]), ...kept].join("\n");
}

function roleLines(role: RoleDifference, home: Home): readonly string[] {
  const rows = differenceRows(role, home).map(({ sign, change, actions, resources, conditions }): Cells => {
    return [[`${sign} ${change}`], wrapped(actions, 48), resources, conditions];
  });
  return [`${role.stack}, ${role.role} role`, ...table([["", "actions", "on", "if"], ...asLines(rows)])];
}

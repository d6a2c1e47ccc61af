import type { Waiting } from "../../constructs/ledger/waiting";

/** What waits to be retired, and why; nothing where nothing waits. */
export function waitingText(waiting: readonly Waiting[]): readonly string[] {
  const held = waiting.filter(({ state }) => state === "held back");
  const leaves = waiting.filter(({ state }) => state === "leaves");
  return [
    ...section("Held back for a second pass, since what is deployed still uses it:", held.map(heldLine)),
    ...section("Waiting to be retired; the rights to remove it are kept until then:", leaves.map(placeLine)),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [title, ...lines] : [];
}

const placeLine = ({ stack, address }: Waiting) => `  ${stack} ${address}`;

function heldLine(waiting: Waiting): string {
  const [user, ...others] = waiting.usedBy;
  if (user === undefined) return `${placeLine(waiting)}, which belongs to it`;
  return `${placeLine(waiting)}, used by ${user}${others.length > 0 ? ` and ${others.length} more` : ""}`;
}

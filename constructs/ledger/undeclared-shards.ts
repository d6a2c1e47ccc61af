import type { Finding } from "../errors";
import { teamOf } from "../stack/shards";
import { isShard, type StackId } from "../stack/stack-id";
import { type Ledger, recordedStacks } from "./ledger";

/**
 * Shards that are deployed and that the environment has no more: with their deployers goes the right to remove what is in
 * them, and nobody would look at their states again.
 */
export function undeclaredShards(ledger: Ledger, declared: readonly StackId[]): readonly Finding[] {
  return recordedStacks(ledger).flatMap(([stack, { elements }]) => {
    const count = Object.keys(elements).length;
    if (!isShard(stack) || declared.includes(stack) || count === 0) return [];
    return [undeclared(stack, teamOf(stack), count)];
  });
}

function undeclared(stack: StackId, team: string, count: number): Finding {
  return {
    place: stack,
    value: `${count} things`,
    problem: "the ledger holds them as deployed, and the environment has no such stack any more",
    fix:
      `write appsStack: "prepared" for the team ${team}, move or remove what is in the stack, record and retire; then leave it ` +
      "out (docs/playbooks/shard-apps.md)",
    code: "LEDGER_SHARD_GONE",
  };
}

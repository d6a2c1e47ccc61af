import { setTimeout } from "node:timers/promises";
import { wholeOf } from "../../constructs/stack/stack-id";
import { CommandError } from "../command";
import { progress } from "../progress";
import { type Check, type Line, skipped } from "./check";
import type { Context } from "./context";

/** A check with what it found. */
export interface Examined {
  readonly check: Check;
  readonly lines: readonly Line[];
}

/** Runs all checks at once. One that takes longer than `patience`, in milliseconds, has nothing to say. */
export async function runChecks(
  checks: readonly Check[],
  context: Context,
  patience: number,
): Promise<readonly Examined[]> {
  progress(`asking ${checks.length} questions`);
  let left = checks.length;
  return Promise.all(
    checks.map(async (check) => {
      const lines = await inTime(check, context, patience);
      if (--left > 0 && left % 4 === 0) progress(`${left} are left`);
      return { check, lines };
    }),
  );
}

async function inTime(check: Check, context: Context, patience: number): Promise<readonly Line[]> {
  const { concerns } = check;
  const [stack] = context.stacks;
  if (concerns && !context.stacks.some((one) => concerns.includes(wholeOf(one))))
    return [skipped(`${stack} does not need it`)];
  const over = new AbortController();
  const tooLate = setTimeout(patience, undefined, { signal: over.signal })
    .then(() => [skipped(`no answer within ${patience / 1000} seconds`)])
    .catch(() => []);
  try {
    return await Promise.race([check.run(context), tooLate]);
  } catch (error) {
    // Interrupted by whoever called. All else is one answer that nobody expected, and no reason to lose the others.
    if (error instanceof CommandError) throw error;
    return [skipped(`it could not be looked at: ${(error as Error).message}`)];
  } finally {
    over.abort();
  }
}

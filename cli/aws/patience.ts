import { setTimeout as sleep } from "node:timers/promises";

/** How long something is waited for, and how often it is looked at. */
export interface Patience {
  readonly seconds: number;
  /** Ends the wait early; what waits then fails. @default - never */
  readonly signal?: AbortSignal;
  /** Milliseconds before the second look; the pause doubles up to sixteen times as much. @default 250 */
  readonly firstPauseMs?: number;
}

/** Looks again and again until there is an answer. Undefined when patience has run out. */
export async function until<T>(look: () => Promise<T | undefined>, patience: Patience): Promise<T | undefined> {
  const { seconds, signal, firstPauseMs = 250 } = patience;
  const giveUpAt = Date.now() + seconds * 1000;
  for (let pause = firstPauseMs; ; pause = Math.min(2 * pause, 16 * firstPauseMs)) {
    signal?.throwIfAborted();
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() + pause > giveUpAt) return undefined;
    await sleep(pause, undefined, { signal });
  }
}

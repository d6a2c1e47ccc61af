import { setTimeout as sleep } from "node:timers/promises";

/** How long to wait, and how often. */
export interface Patience {
  /** Milliseconds until an answer has come. */
  readonly answerMs: number;
  /** First pause after a server's trouble, in milliseconds; each further one is twice as long. */
  readonly pauseMs: number;
  /** The longest pause, whatever the server asks for. */
  readonly longestPauseMs: number;
  /** How often one request is sent at most. */
  readonly attempts: number;
}

export const patience: Patience = { answerMs: 30_000, pauseMs: 700, longestPauseMs: 30_000, attempts: 5 };

/** Waits before the next attempt; `asked` is what the server wants, in seconds. */
export async function pause(
  { pauseMs, longestPauseMs }: Patience,
  attempt: number,
  signal: AbortSignal,
  asked?: number,
): Promise<void> {
  const own = pauseMs * 2 ** (attempt - 1);
  await sleep(Math.min(Math.max(own, (asked ?? 0) * 1000), longestPauseMs), undefined, { signal });
}

/**
 * Seconds that a server at its limit asks for. HCP Terraform says them in `x-ratelimit-reset` (hashicorp/go-tfe, tfe.go,
 * v1.104.0), proxies before it in `retry-after`.
 */
export function secondsAsked(headers: Headers): number | undefined {
  const seconds = Number.parseFloat(headers.get("retry-after") ?? headers.get("x-ratelimit-reset") ?? "");
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}

import { runChild } from "../child";
import type { ApplyRecord } from "./apply-record";

/** What stacks are made of; what lies beside it, such as a plan, makes a work tree no other. */
const sources = ["constructs", "environments", "ledger", "stacks", "main.ts", "cdktf.json", "package-lock.json"];

/** The commit that a checkout is at, and whether its sources are otherwise. Nothing where git does not know. */
export async function sourcesOf(checkout: string, signal: AbortSignal): Promise<Pick<ApplyRecord, "commit" | "dirty">> {
  const git = (...args: readonly string[]) => runChild("git", args, { cwd: checkout, env: process.env, signal });
  try {
    const head = await git("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    const status = await git("status", "--porcelain", "--", ...sources);
    if (head.status !== 0 || status.status !== 0) return {};
    return { commit: head.stdout.trim(), dirty: status.stdout.trim() !== "" };
  } catch (error) {
    signal.throwIfAborted();
    // There is no git: an apply is worth a record all the same.
    if (error instanceof Error) return {};
    throw error;
  }
}

import fs from "node:fs";
import path from "node:path";
import { runChild } from "../child";
import { progress } from "../progress";

/** Its budget of seconds was measured on cdktf 0.21; the fork takes about twice the processor time for the same apps. */
const timed = "__tests__/constructs/workloads/scale.test.ts";

export interface Tested {
  readonly passed: boolean;
  /** The last lines: of all tests when they passed, else from the summary of the failed ones on. */
  readonly said: string;
}

/** Runs the tests that need no network, all or those whose path matches, in a copy with the fork. */
export async function testFork(copy: string, pattern: string | undefined, signal: AbortSignal): Promise<Tested> {
  progress(`testing ${pattern ?? "all that npm test does"}`);
  fs.rmSync(path.join(copy, timed), { force: true });
  const args = ["node_modules/jest/bin/jest.js", ...(pattern === undefined ? [] : [pattern])];
  const { CDKTF_OUTDIR: _, ...env } = process.env;
  const { status, stderr } = await runChild(process.execPath, args, { cwd: copy, env, signal });
  const failures = stderr.lastIndexOf("Summary of all failing tests");
  const end = stderr.trim().split("\n").slice(-6).join("\n");
  return { passed: status === 0, said: status === 0 || failures < 0 ? end : stderr.slice(failures).trim() };
}

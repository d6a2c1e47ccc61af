import { describeUnless } from "../../terraform/support/availability";
import { oncePerRun } from "../../terraform/support/oncePerRun";
import { type Result, run } from "../../terraform/support/processes";
import { toolEnvironment } from "../../terraform/support/toolEnvironment";
import { type InstalledTool, installGoTool } from "./goTool";

/** Prometheus 3.10: its modules count releases so. What the rules say has not changed since. */
const tool = { package: "github.com/prometheus/prometheus/cmd/promtool", version: "v0.310.0", replaces: true };

/** A suite of promtool runs; skipped, with the reason, where promtool can't be had. */
export function describeWithPromtool(name: string, suite: () => void): void {
  describeUnless(promtool().reason, name, suite);
}

function promtool(): InstalledTool {
  return oncePerRun("promtool", () => installGoTool(tool));
}

export async function runPromtool(args: readonly string[], cwd: string): Promise<Result> {
  return await run(promtool().program, args, { cwd, env: toolEnvironment({}) });
}

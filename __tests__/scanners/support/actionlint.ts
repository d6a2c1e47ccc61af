import { describeUnless } from "../../terraform/support/availability";
import { oncePerRun } from "../../terraform/support/oncePerRun";
import { describeFailure, run } from "../../terraform/support/processes";
import { toolEnvironment } from "../../terraform/support/toolEnvironment";
import { type InstalledTool, installGoTool } from "./goTool";

const tool = { package: "github.com/rhysd/actionlint/cmd/actionlint", version: "v1.7.12" };

/** A suite of actionlint runs; skipped, with the reason, where actionlint can't be had. */
export function describeWithActionlint(name: string, suite: () => void): void {
  describeUnless(actionlint().reason, name, suite);
}

function actionlint(): InstalledTool {
  return oncePerRun("actionlint", () => installGoTool(tool));
}

interface Finding {
  readonly message: string;
  readonly filepath: string;
  readonly line: number;
  readonly kind: string;
}

/** What actionlint has to say of workflows; of their scripts as well, where shellcheck is on the PATH. */
export async function runActionlint(files: readonly string[], cwd: string): Promise<readonly string[]> {
  const args = ["-format", "{{json .}}", ...files];
  const result = await run(actionlint().program, args, { cwd, env: toolEnvironment() });
  // 1: there are findings.
  if (![0, 1].includes(result.code)) {
    throw new Error(describeFailure(`exited with ${result.code}`, "actionlint", args, cwd, result));
  }
  const found = JSON.parse(result.stdout) as readonly Finding[];
  return found.map(({ filepath, line, message, kind }) => `${filepath}:${line}: ${message} (${kind})`);
}

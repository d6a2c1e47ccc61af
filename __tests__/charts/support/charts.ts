import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { catalogue } from "../../../constructs/charts/catalogue";
import { describeUnless } from "../../terraform/support/availability";

/** Folder of unpacked charts, for machines that reach no repository. */
export const chartsFolder = process.env.CHARTS_FOLDER;

/** A suite that renders the real charts; skipped, with the reason, where Helm or the charts can't be had. */
export function describeWithCharts(name: string, suite: () => void): void {
  describeUnless(missing(), name, suite);
}

function missing(): string | undefined {
  if (spawnSync("helm", ["version", "--short"]).status !== 0) return "there is no helm on the PATH";
  if (chartsFolder !== undefined) return undefined;
  const { chart, repository, version } = catalogue["metrics-server"];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-pull-"));
  try {
    const options = { cwd: folder, timeout: 60_000 };
    const { status } = spawnSync("helm", ["pull", chart, "--repo", repository, "--version", version], options);
    return status === 0 ? undefined : `${repository} can't be reached, and CHARTS_FOLDER names no unpacked charts`;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

import { spawnSync } from "node:child_process";
import os from "node:os";
import lock from "../package-lock.json";

/** What figures depend on. */
export interface Machine {
  readonly date: string;
  readonly cpu: string;
  readonly cpus: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly cdktf: string;
  /** Left out where there is none. */
  readonly terraform?: string;
}

export function machine(): Machine {
  const version = spawnSync("terraform", ["version", "-json"], {
    encoding: "utf8",
    env: { ...process.env, CHECKPOINT_DISABLE: "1" },
  });
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: os.cpus()[0]?.model.trim() ?? "unknown",
    cpus: os.cpus().length,
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    node: process.versions.node,
    cdktf: lock.packages["node_modules/cdktf"].version,
    ...(version.status === 0 ? { terraform: JSON.parse(version.stdout).terraform_version } : {}),
  };
}

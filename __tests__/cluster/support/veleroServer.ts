import { spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import type { KubernetesObject } from "../../support/kubernetes-objects";
import { startProcess } from "../../terraform/support/processes";
import { scratchFolder } from "../../terraform/support/scratch";
import { toolEnvironment } from "../../terraform/support/toolEnvironment";
import { programFile } from "./programs";

const plugin = "velero-plugin-for-aws";

/** Why Velero can't be run here; undefined where it can. The command of a release is the server as well. */
export function veleroProblem(): string | undefined {
  const missing = ["velero", plugin].filter((name) => programFile(name) === undefined);
  return missing.length === 0 ? undefined : `there is no ${missing.join(" and no ")} on the PATH`;
}

/** Velero's own definitions, which the job of its chart brings. */
export function veleroDefinitions(): readonly KubernetesObject[] {
  const printed = spawnSync(velero(), ["install", "--crds-only", "--dry-run", "-o", "json"], {
    encoding: "utf8",
    env: toolEnvironment(),
  });
  return JSON.parse(printed.stdout).items;
}

/** Starts Velero's server, as who the kubeconfig says, with the arguments of its chart. Answers with its log's file. */
export async function startVelero(kubeconfig: string, namespace: string): Promise<string> {
  const folder = scratchFolder("velero");
  const plugins = path.join(folder, "plugins");
  fs.mkdirSync(plugins);
  fs.symlinkSync(programFile(plugin) ?? plugin, path.join(plugins, plugin));
  const file = path.join(folder, "kubeconfig.json");
  fs.writeFileSync(file, kubeconfig);
  const args = [
    "server",
    "--features=EnableCSI",
    "--disable-informer-cache=true",
    `--namespace=${namespace}`,
    `--plugin-dir=${plugins}`,
    `--metrics-address=127.0.0.1:${await freePort()}`,
    "--profiler-address=",
    "--backup-sync-period=5s",
  ];
  const env = {
    HOME: folder,
    KUBECONFIG: file,
    VELERO_NAMESPACE: namespace,
    VELERO_SCRATCH_DIR: folder,
    TMPDIR: folder,
  };
  const server = startProcess(velero(), args, { cwd: folder, env: toolEnvironment(env) });
  const log = path.join(folder, "log");
  const written = fs.createWriteStream(log);
  server.stdout?.pipe(written);
  server.stderr?.pipe(written);
  return log;
}

const velero = () => programFile("velero") ?? "velero";

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

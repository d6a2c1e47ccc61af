import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { type Ended, runChild } from "../child";
import { CommandError } from "../command";
import { cacheFolder } from "../emulator/cache-folder";
import { cliConfig, probeConfiguration, requiredProviders } from "../terraform/required-providers";

/** What Terraform gets for the three providers on this machine. */
export interface Providers {
  /** Whether they make up what a cloud would answer, and call none. */
  readonly standIns: boolean;
  /** Variables with which `terraform init` takes the packages that are here already. */
  readonly variables: NodeJS.ProcessEnv;
}

/** Has Terraform fetch the providers once, into a folder that stays, and looks at what they are. */
export async function probeProviders(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Providers> {
  const required = requiredProviders();
  const { text, usesMirror } = cliConfig();
  const source = createHash("sha256")
    .update(JSON.stringify([required, text]))
    .digest("hex");
  const folder = path.join(cacheFolder, `providers-${source.slice(0, 12)}`);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(probeConfiguration(required)));
  const log = path.join(folder, `calls-${process.pid}.ndjson`);
  const terraform = (...args: readonly string[]) =>
    runChild(env.TERRAFORM_BINARY_NAME ?? "terraform", [...args, "-input=false", "-no-color"], {
      cwd: folder,
      // Stand-in providers write down what they do when this variable asks them to; real ones do not know it.
      env: { ...env, OFFLINE_PROVIDER_LOG: log },
      signal,
    });
  try {
    await wentWell(terraform("init"), "the providers can't be had");
    await wentWell(terraform("plan"), "the providers do not run");
    const packages = path.join(folder, ".terraform/providers");
    return {
      standIns: fs.existsSync(log),
      variables: usesMirror ? {} : { TF_CLI_ARGS_init: `-plugin-dir=${packages}` },
    };
  } finally {
    fs.rmSync(log, { force: true });
  }
}

async function wentWell(running: Promise<Ended>, problem: string): Promise<void> {
  const { status, stdout, stderr } = await running;
  if (status === 0) return;
  const said = `${stdout}\n${stderr}`.replace(/[│╷╵]/g, "").split("\n");
  const last = said
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(-4);
  throw new CommandError(
    [
      `platform demo: ${problem}: ${last.join(" ")}`,
      "Fix: let Terraform reach registry.terraform.io, or name a mirror of the providers in the file that TF_CLI_CONFIG_FILE points to.",
    ].join("\n"),
  );
}

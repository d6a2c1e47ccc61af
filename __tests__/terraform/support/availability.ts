import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { cacheFolder } from "../../../cli/emulator/cache-folder";
import { cliConfig, probeConfiguration, requiredProviders } from "../../../cli/terraform/required-providers";
import { oncePerRun } from "./oncePerRun";
import { stopProcesses } from "./processes";
import { removeScratchFolders } from "./scratch";
import { terraformProgram } from "./terraformProgram";
import { toolEnvironment } from "./toolEnvironment";

/** What Terraform can do on this machine. */
export interface TerraformAvailability {
  /** Why the suites can't run; left out where they can. */
  readonly reason?: string;
  /** Installed packages of the three providers, in the layout of a filesystem mirror. */
  readonly providers: string;
  /** Whether the CLI configuration takes providers from a mirror instead of their registry. */
  readonly fromMirror: boolean;
  /** Whether the providers are stand-ins that make up what a cloud would answer. */
  readonly standIns: boolean;
}

/** Looks once in a test run: is there a Terraform, and can it get the app's three providers? */
export function terraformAvailability(): TerraformAvailability {
  return oncePerRun("terraform", look);
}

/** As `describeTerraform`, for what takes a type of ephemeral resource, which a stand-in's schema may lack. */
export function describeTerraformWith(ephemeral: string, name: string, suite: () => void): void {
  const { reason, standIns, providers } = terraformAvailability();
  const lacking =
    reason === undefined && standIns && !ephemeralTypes(path.resolve(providers, "../..")).includes(ephemeral);
  if (lacking) describeUnless(`the stand-in of the aws provider serves no ephemeral ${ephemeral}`, name, suite);
  else describeTerraform(name, suite);
}

/** `folder`: where the availability check has initialized the providers. */
function ephemeralTypes(folder: string): readonly string[] {
  return oncePerRun("ephemeral-types", () => {
    const { stdout } = terraformSync(folder, ["providers", "schema", "-json"], 120_000);
    const { provider_schemas: schemas } = JSON.parse(stdout) as {
      provider_schemas: Record<string, { ephemeral_resource_schemas?: object }>;
    };
    return Object.values(schemas).flatMap(({ ephemeral_resource_schemas: types = {} }) => Object.keys(types));
  });
}

/**
 * A suite of real Terraform runs. It is skipped, and says why, where Terraform or its providers can't be had, or where
 * the providers are the real ones: what these suites apply belongs in no one's account.
 */
export function describeTerraform(name: string, suite: () => void): void {
  const { reason, standIns } = terraformAvailability();
  const refusal = "the providers are the real ones, which would build this platform in an AWS account";
  describeUnless(reason ?? (standIns ? undefined : refusal), name, suite);
}

/** As `describeTerraform`, for what touches no cloud and so is as good with the real providers. */
export function describeTerraformOffline(name: string, suite: () => void): void {
  describeUnless(terraformAvailability().reason, name, suite);
}

/** Declares a suite, or says why it is skipped. Whatever the suite leaves behind is removed after it. */
export function describeUnless(reason: string | undefined, name: string, suite: () => void): void {
  if (reason !== undefined) {
    process.stderr.write(`Skipped "${name}": ${reason}\n`);
    describe.skip(`${name} (skipped: ${reason})`, suite);
    return;
  }
  describe(name, () => {
    suite();
    afterAll(() => {
      stopProcesses();
      removeScratchFolders();
    });
  });
}

const minimum = [1, 10] as const;
const quiet = ["-input=false", "-no-color"];

function look(): TerraformAvailability {
  const providers = requiredProviders();
  const folder = probeFolder(providers);
  const nothing = { providers: "", fromMirror: false, standIns: false };
  const version = versionProblem(folder);
  if (version) return { ...nothing, reason: version };
  fs.writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(probeConfiguration(providers)));
  const init = terraformSync(folder, ["init", ...quiet], 300_000);
  if (init.status !== 0) return { ...nothing, reason: `the providers can't be had: ${lastWords(init)}` };
  const log = path.join(folder, `calls-${process.pid}.ndjson`);
  const plan = terraformSync(folder, ["plan", ...quiet], 60_000, { OFFLINE_PROVIDER_LOG: log });
  if (plan.status !== 0) return { ...nothing, reason: `the providers do not run: ${lastWords(plan)}` };
  // Stand-in providers write down what they do when this variable asks them to; real ones do not know it.
  const standIns = fs.existsSync(log);
  fs.rmSync(log, { force: true });
  return { providers: path.join(folder, ".terraform/providers"), fromMirror: cliConfig().usesMirror, standIns };
}

/** Kept between runs, since a download of the real providers is large; another source or version has another folder. */
function probeFolder(providers: object): string {
  const source = createHash("sha256")
    .update(JSON.stringify([providers, cliConfig().text, terraformProgram()]))
    .digest("hex");
  const folder = path.join(cacheFolder, `providers-${source.slice(0, 12)}`);
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

function versionProblem(folder: string): string | undefined {
  const result = terraformSync(folder, ["version", "-json"], 30_000);
  if (result.error) return `there is no ${terraformProgram()} on the PATH`;
  if (result.status !== 0) return `${terraformProgram()} version fails: ${lastWords(result)}`;
  const { terraform_version: version } = JSON.parse(result.stdout) as { terraform_version: string };
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const tooOld = major < minimum[0] || (major === minimum[0] && minor < minimum[1]);
  return tooOld ? `${terraformProgram()} is ${version}, and ${minimum.join(".")} or newer is needed` : undefined;
}

function terraformSync(cwd: string, args: string[], timeout: number, extra: NodeJS.ProcessEnv = {}) {
  const env = toolEnvironment(extra);
  return spawnSync(terraformProgram(), args, { cwd, env, encoding: "utf8", timeout, maxBuffer: 512 * 2 ** 20 });
}

function lastWords({ stdout, stderr }: { stdout: string; stderr: string }): string {
  const lines = `${stdout}\n${stderr}`.replace(/[│╷╵]/g, "").split("\n");
  return (
    lines
      .map((line) => line.trim())
      .filter(Boolean)
      .slice(-6)
      .join(" ") || "no output"
  );
}

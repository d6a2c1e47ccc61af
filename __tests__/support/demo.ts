import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { PlatformAppProps } from "../../constructs/stack/platform-app";
import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { platform } from "../../main";
import { oncePerWorker } from "./once-per-worker";
import { SynthesizedStack } from "./synthesize";

export type SynthesizedPlatform = Readonly<Record<StackId, SynthesizedStack>> & {
  /** A file of the output, parsed, such as `contracts.json`. */
  file(name: string): ReturnType<typeof JSON.parse>;
  /** A file of the output as it is. */
  text(name: string): string;
};

/** Synthesizes all six stacks of an environment, cross-stack wiring and all checks included. */
export function synthesizePlatform(props: PlatformAppProps): SynthesizedPlatform {
  return parsed(textsOf(props));
}

/** The same of an environment that other suites synthesize too: once for all of them that a worker runs. */
export function outputOf(environment: Environment): SynthesizedPlatform {
  const key = `output of ${JSON.stringify(environment)}`;
  const known = outputs.get(key) ?? parsed(oncePerWorker(key, () => textsOf({ environment })));
  outputs.set(key, known);
  return known;
}

const outputs = new Map<string, SynthesizedPlatform>();

/** An environment of the repository. */
export const environmentOutput = (name: string): SynthesizedPlatform => outputOf(loadEnvironment(name));

export const demo = (): SynthesizedPlatform => environmentOutput("demo");

type Texts = Readonly<Record<string, string>>;

/** All files of the output, by path. */
function textsOf(props: PlatformAppProps): Texts {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-test-"));
  try {
    const outdir = path.join(folder, "cdktf.out");
    platform({ ...props, outdir }).synth();
    const files = filesBelow(outdir).map((file) => [path.relative(outdir, file), fs.readFileSync(file, "utf8")]);
    return Object.fromEntries(files);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function parsed(texts: Texts): SynthesizedPlatform {
  const text = (name: string) => texts[name] ?? fail(`no ${name}`);
  const file = (name: string) => JSON.parse(text(name));
  const stacks = stackIds.map((id) => [id, new SynthesizedStack(file(path.join("stacks", id, "cdk.tf.json")))]);
  return Object.assign(Object.fromEntries(stacks), { file, text });
}

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function fail(message: string): never {
  throw new Error(message);
}

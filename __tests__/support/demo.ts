import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { PlatformAppProps } from "../../constructs/stack/platform-app";
import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { platform } from "../../main";
import { SynthesizedStack } from "./synthesize";

export type SynthesizedPlatform = Readonly<Record<StackId, SynthesizedStack>> & {
  /** A file of the output, parsed, such as `contracts.json`. */
  file(name: string): ReturnType<typeof JSON.parse>;
  /** A file of the output as it is. */
  text(name: string): string;
};

/** Synthesizes all six stacks of an environment, cross-stack wiring and all checks included. */
export function synthesizePlatform(props: PlatformAppProps): SynthesizedPlatform {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-test-"));
  try {
    const outdir = path.join(folder, "cdktf.out");
    platform({ ...props, outdir }).synth();
    const texts = new Map(
      filesBelow(outdir).map((file) => [path.relative(outdir, file), fs.readFileSync(file, "utf8")]),
    );
    const text = (name: string) => texts.get(name) ?? fail(`no ${name}`);
    const file = (name: string) => JSON.parse(text(name));
    const stacks = stackIds.map((id) => [id, new SynthesizedStack(file(path.join("stacks", id, "cdk.tf.json")))]);
    return Object.assign(Object.fromEntries(stacks), { file, text });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const synthesized = new Map<string, SynthesizedPlatform>();

/** An environment of the repository, synthesized once per suite. */
export function environmentOutput(name: string): SynthesizedPlatform {
  const known = synthesized.get(name) ?? synthesizePlatform({ environment: loadEnvironment(name) });
  synthesized.set(name, known);
  return known;
}

export const demo = (): SynthesizedPlatform => environmentOutput("demo");

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function fail(message: string): never {
  throw new Error(message);
}

import path from "node:path";
import type { PlatformAppProps } from "../../constructs/stack/platform-app";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
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
  /** Paths of all files, but for the manifest and charts. */
  readonly files: readonly string[];
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

/**
 * The files of the output, by path, but for the manifest and charts; writing, publishing and reading them would take as
 * long as a fifth of all that. `__tests__/constructs/stack/platform-app.test.ts` holds them to what `synth` writes.
 */
function textsOf(props: PlatformAppProps): Texts {
  const app = platform(props);
  app.check();
  const stacks = app.stacks.map((stack) => [path.join("stacks", stack.id, "cdk.tf.json"), stackText(stack)]);
  return { ...app.texts(), ...Object.fromEntries(stacks) };
}

function stackText(stack: PlatformStack): string {
  stack.runAllValidations();
  return JSON.stringify(stack.toTerraform(), (_, value) => (value?.constructor === Object ? inOrder(value) : value));
}

/** By key, as CDKTF writes it. */
function inOrder(object: object): object {
  return Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function parsed(texts: Texts): SynthesizedPlatform {
  const text = (name: string) => texts[name] ?? fail(`no ${name}`);
  const file = (name: string) => JSON.parse(text(name));
  const stacks = stackIds.map((id) => [id, new SynthesizedStack(file(path.join("stacks", id, "cdk.tf.json")))]);
  return Object.assign(Object.fromEntries(stacks), { file, text, files: Object.keys(texts) });
}

function fail(message: string): never {
  throw new Error(message);
}

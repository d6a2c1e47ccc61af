import path from "node:path";
import type { PlatformAppProps } from "../../constructs/stack/platform-app";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import { mayBeStack, type StackId } from "../../constructs/stack/stack-id";
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

/** Synthesizes all stacks of an environment, cross-stack wiring and all checks included. */
export function synthesizePlatform(props: PlatformAppProps): SynthesizedPlatform {
  return parsed(filesOf(props));
}

/** The same of an environment that other suites synthesize too: once for all of them that a worker runs. */
export function outputOf(environment: Environment): SynthesizedPlatform {
  const key = `output of ${JSON.stringify(environment)}`;
  const known = outputs.get(key) ?? parsed(oncePerWorker(key, () => written(filesOf({ environment }))));
  outputs.set(key, known);
  return known;
}

const outputs = new Map<string, SynthesizedPlatform>();

/** An environment of the repository. */
export const environmentOutput = (name: string): SynthesizedPlatform => outputOf(loadEnvironment(name));

export const demo = (): SynthesizedPlatform => environmentOutput("demo");

/** Texts of files, by path; each is made when somebody asks for it, since most tests look at one stack alone. */
type Files = Readonly<Record<string, string>>;

/**
 * The files of the output, but for the manifest and charts; writing, publishing and reading them would take as long as a
 * fifth of all that. `__tests__/constructs/stack/platform-app.test.ts` holds them to what `synth` writes.
 */
function filesOf(props: PlatformAppProps): Files {
  const app = platform(props);
  app.check();
  for (const stack of app.stacks) stack.runAllValidations();
  const others = Object.entries(app.files()).map(([file, text]) => [file, { get: text, enumerable: true }]);
  const stacks = app.stacks.map((stack) => [fileOf(stack.id), { get: () => stackText(stack), enumerable: true }]);
  return Object.defineProperties({}, Object.fromEntries([...others, ...stacks]));
}

/** All of them. */
const written = (files: Files): Files => ({ ...files });

const fileOf = (stack: StackId) => path.join("stacks", stack, "cdk.tf.json");

function stackText(stack: PlatformStack): string {
  return JSON.stringify(stack.toTerraform(), (_, value) => (value?.constructor === Object ? inOrder(value) : value));
}

/** By key, as CDKTF writes it. */
function inOrder(object: object): object {
  return Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function parsed(files: Files): SynthesizedPlatform {
  const text = (name: string) => files[name] ?? fail(`no ${name}`);
  const file = (name: string) => JSON.parse(text(name));
  const ids = Object.keys(files).flatMap((name) => /^stacks\/([^/]+)\/cdk\.tf\.json$/.exec(name)?.[1] ?? []);
  const stacks = ids.filter(mayBeStack).map((id) => {
    let known: SynthesizedStack | undefined;
    const get = () => {
      known ??= new SynthesizedStack(file(fileOf(id)));
      return known;
    };
    return [id, { get, enumerable: true }];
  });
  const all = Object.defineProperties({}, Object.fromEntries(stacks)) as Readonly<Record<StackId, SynthesizedStack>>;
  return Object.assign(all, { file, text, files: Object.keys(files) });
}

function fail(message: string): never {
  throw new Error(message);
}

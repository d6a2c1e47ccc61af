import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { isLeftBehind } from "../../constructs/stack/left-behind";
import type { Emulator } from "../../environments/schema/emulator";
import type { State } from "../../environments/schema/state";
import { checkoutFolder } from "../checkout";

/** What a checkout needs for its commands to run. */
const sources = [
  "cli",
  "constructs",
  "environments",
  "stacks",
  "main.ts",
  "cdktf.json",
  "package.json",
  "tsconfig.json",
];
const begin = "strata-demo-";
const mine = /^strata-demo-(\d+)-/;
const keptMark = "kept";

/** A folder that holds all that the demo makes on this machine. */
export interface Workplace {
  readonly folder: string;
  /** Copy of this checkout, in which the environment has the emulator in it: every command works there. */
  readonly checkout: string;
  /** For the emulator. */
  readonly emulator: string;
}

/** Makes one in the folder for temporary files, and removes those of demos that were killed. */
export function makeWorkplace(): Workplace {
  removeOrphans();
  const made = fs.mkdtempSync(path.join(os.tmpdir(), `${begin}${process.pid}-`));
  const folder = fs.realpathSync(made);
  const [checkout, emulator] = [path.join(folder, "checkout"), path.join(folder, "emulator")];
  for (const each of [checkout, emulator]) fs.mkdirSync(each);
  for (const name of sources) {
    fs.cpSync(path.join(checkoutFolder(), name), path.join(checkout, name), { recursive: true });
  }
  fs.symlinkSync(path.join(checkoutFolder(), "node_modules"), path.join(checkout, "node_modules"));
  return { folder, checkout, emulator };
}

/** Marks it as one that outlives this process. */
export function keepWorkplace({ folder }: Workplace): void {
  fs.writeFileSync(path.join(folder, keptMark), "");
}

export function removeWorkplace({ folder }: Workplace): void {
  fs.rmSync(folder, { recursive: true, force: true });
}

function removeOrphans(): void {
  const orphans = fs
    .readdirSync(os.tmpdir())
    .map((name) => path.join(os.tmpdir(), name))
    .filter((folder) => isLeftBehind(mine, folder) && !fs.existsSync(path.join(folder, keptMark)));
  for (const folder of orphans) fs.rmSync(folder, { recursive: true, force: true });
}

/**
 * Puts the emulator into the environment of a workplace: the environment's own file stays as it is, beside one of its
 * name that says the rest. States lie in S3, where six roles can be told apart.
 */
export function putInEmulator({ checkout }: Workplace, name: string, state: State, emulator: Emulator): void {
  const folder = path.join(checkout, "environments");
  const original = `${name}-in-aws`;
  fs.renameSync(path.join(folder, `${name}.ts`), path.join(folder, `${original}.ts`));
  const ownState = state.kind === "s3" ? "" : `\n  state: { kind: "s3" },`;
  fs.writeFileSync(
    path.join(folder, `${name}.ts`),
    `import inAws from "./${original}";
import { defineEnvironment } from "./schema";

/** The environment as it is, in an emulator of AWS on this machine. */
export default defineEnvironment({
  ...inAws,${ownState}
  emulator: ${JSON.stringify(emulator, undefined, 2).replaceAll("\n", "\n  ")},
});
`,
  );
}

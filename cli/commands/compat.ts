import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { checkoutFolder } from "../checkout";
import { type Arguments, type Command, CommandError } from "../command";
import { nameOf, onBoth, variants } from "../compat/both-engines";
import { copyCheckout } from "../compat/copied-checkout";
import type { Difference } from "../compat/differences";
import { fork } from "../compat/fork";
import { installFork } from "../compat/install-fork";
import { type Tested, testFork } from "../compat/tests-on-fork";
import { interruptible } from "../interruptible";
import { progress } from "../progress";

const help = `Holds these sources against CDK Terrain (${fork.name}), the living fork of cdktf: installs it in a temporary copy of the checkout,
synthesizes every environment with both, compares all that is written, and runs the tests on the fork.

Usage: npx platform compat [--tests <pattern> | --no-tests] [--fork-version <version>]

  --tests         only the suites whose path matches; default all of npm test
  --no-tests      compares alone
  --fork-version  another release; default ${fork.version}

npm run test:compat is the same. It needs git, npm and its registry, or a cache of npm with the packages. The copy is removed
at the end and on interruption; the checkout and its node_modules stay as they are. Both outputs have to be equal but for the
engine's own version.

Exit code: 0 equal, and the tests pass; 2 something differs or a test fails; 1 error: the fork can't be had, or no synthesis.

Example: npx platform compat --tests __tests__/stacks
         npm run test:compat
`;

export const compat: Command = {
  name: "compat",
  summary: "holds the sources against the living fork of cdktf",
  help,
  options: {
    tests: { type: "string" },
    "no-tests": { type: "boolean" },
    "fork-version": { type: "string", default: fork.version },
  },
  run(args) {
    refuseOthers(args);
    return interruptible(async (signal) => {
      const scratch = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strata-compat-")));
      try {
        return await comparison(args, scratch, signal);
      } finally {
        fs.rmSync(scratch, { recursive: true, force: true });
      }
    });
  },
};

async function comparison({ values }: Arguments, scratch: string, signal: AbortSignal) {
  const version = values["fork-version"] as string;
  const [original, copy] = [checkoutFolder(), path.join(scratch, "copy")];
  fs.mkdirSync(copy);
  await copyCheckout(original, copy, signal);
  progress(`installing ${fork.name} ${version}`);
  await installFork(copy, version, signal);
  const compared: Compared[] = [];
  for (const variant of variants()) {
    compared.push({ name: nameOf(variant), found: await onBoth(variant, { original, copy, scratch }, signal) });
  }
  const tested = values["no-tests"] ? undefined : await testFork(copy, values.tests as string | undefined, signal);
  const same = compared.every(({ found }) => found.length === 0) && (tested?.passed ?? true);
  return { output: compatText(version, compared, tested), exitCode: same ? 0 : 2 };
}

interface Compared {
  readonly name: string;
  readonly found: readonly Difference[];
}

/** More of one environment help nobody. */
const shown = 20;

export function compatText(version: string, compared: readonly Compared[], tested: Tested | undefined): string {
  const lines = compared.flatMap(({ name, found }) => [
    `${name}: ${found.length === 0 ? `equal on cdktf and ${fork.name} ${version}` : `${found.length} differ`}`,
    ...found.slice(0, shown).flatMap(differenceText),
    ...(found.length > shown ? [`  … and ${found.length - shown} more`] : []),
  ]);
  const tests = tested ? [`tests on ${fork.name} ${version}: ${tested.passed ? "passed" : "failed"}`, tested.said] : [];
  return `${[...lines, ...tests].join("\n")}\n`;
}

function differenceText({ file, place, before, after }: Difference): readonly string[] {
  const value = (text: string | undefined) => (text === undefined ? "is not there" : text.slice(0, 300));
  return [
    `  ${place === undefined ? file : `${file}: ${place}`}`,
    `    cdktf: ${value(before)}`,
    `    ${fork.name}: ${value(after)}`,
  ];
}

function refuseOthers({ values, positionals: [surplus] }: Arguments): void {
  if (surplus !== undefined) throw refused(`it takes no argument ${surplus}; write --tests ${surplus}`);
  if (values["no-tests"] && values.tests !== undefined) throw refused("choose one of --tests and --no-tests");
  if (!/^\d+\.\d+\.\d+$/.test(values["fork-version"] as string)) {
    throw refused(`--fork-version is ${values["fork-version"]}, and not of the form ${fork.version}`);
  }
}

function refused(problem: string): CommandError {
  return new CommandError(`platform compat: ${problem}; npx platform compat --help shows its usage`);
}

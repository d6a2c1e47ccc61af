import type { Ledger } from "../../constructs/ledger/ledger";
import { unknownIn } from "../../constructs/ledger/record";
import { ledgerText } from "../../constructs/ledger/tidy";
import { stackIds } from "../../constructs/stack/stack-id";
import { type Command, CommandError } from "../command";
import { interruptible } from "../interruptible";
import { ledgerFile, saveLedger } from "../ledger/ledger-file";
import { ledgerOf, readBeside, readDeployed } from "../ledger/read-ledger";
import { countsOf } from "../ledger/record-counts";
import { recorded } from "../ledger/recorded";
import { stacksNamed } from "../stack-arguments";
import { Terraform } from "../terraform/terraform";
import { writtenPlatform } from "../written-platform";

const help = `Records what is deployed in ledger/<environment>.json: what each thing's removal takes, what it uses of earlier stacks, and
the ids that only AWS knows. Run it after every apply, and commit the file.

Usage: npx platform permissions record [stack ...] [--check]

  stack        of ${stackIds.join(", ")}; default all
  --check      writes nothing, and says whether the file is stale
  DEPLOY_AS    plan or apply: each state is read with its stack's own role; default the caller's credentials
  ENVIRONMENT  a file of environments/, default demo

Terraform reads the states in the folders of cdktf.out, which is written anew first. Nothing is ever taken out of the ledger:
that is what npx platform permissions retire is for.

Exit code: 0 recorded, or up to date; 2 stale, or something is deployed of which nothing is known; 1 error.

Example: npx platform permissions record apps
`;

export const permissionsRecord: Command = {
  name: "permissions record",
  summary: "writes down what is deployed, after an apply",
  help,
  options: { check: { type: "boolean" } },
  run({ values, positionals }, shell) {
    const stacks = stacksNamed(positionals, refused);
    return interruptible(async (signal) => {
      const app = writtenPlatform(shell);
      const ledger = ledgerOf(app);
      const deployed = await readDeployed(app, stacks, new Terraform(app.target, signal));
      const now = recorded(app, deployed);
      const stale = ledgerText(now) !== ledgerText(ledger);
      if (!values.check && stale) saveLedger(now);
      const unknown = readBeside(app, deployed).flatMap((one) =>
        unknownIn(ledger, one).map((address) => `${one.stack} ${address}`),
      );
      const output = [values.check ? checked(now, ledger) : written(now, ledger), ...unknownText(unknown)];
      const exitCode = unknown.length > 0 || (values.check && stale) ? 2 : 0;
      return { output: `${output.join("\n")}\n`, exitCode };
    });
  },
};

function written(now: Ledger, before: Ledger): string {
  const { added, changed, total } = countsOf(now, before);
  return `${ledgerFile(now.environment)}: ${total} things recorded, ${added} of them new and ${changed} changed.`;
}

function checked(now: Ledger, before: Ledger): string {
  const { added, changed, stacks } = countsOf(now, before);
  const file = ledgerFile(now.environment);
  if (stacks.length === 0) return `${file} is up to date.`;
  const command = `npx platform permissions record ${stacks.join(" ")}`;
  return `${file} is stale: ${added} things are not recorded, ${changed} otherwise than deployed. Run ${command}, and commit it.`;
}

function unknownText(unknown: readonly string[]): readonly string[] {
  if (unknown.length === 0) return [];
  return [
    "",
    "Deployed, but neither declared nor recorded, so that nobody has the right to remove it:",
    ...unknown.map((place) => `  ${place}`),
    "Check out the revision that declares it, and record it there.",
  ];
}

function refused(problem: string): CommandError {
  const end = problem.endsWith("?") ? "" : ";";
  return new CommandError(
    `platform permissions record: ${problem}${end} npx platform permissions record --help shows its usage`,
  );
}

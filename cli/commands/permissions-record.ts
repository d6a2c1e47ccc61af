import type { Ledger } from "../../constructs/ledger/ledger";
import { goneIn, unknownIn } from "../../constructs/ledger/record";
import { ledgerText } from "../../constructs/ledger/tidy";
import { stackWords } from "../../constructs/stack/shards";
import { type Command, CommandError } from "../command";
import { interruptible } from "../interruptible";
import { ledgerFile, saveLedger } from "../ledger/ledger-file";
import { pendingChanges } from "../ledger/pending-changes";
import { ledgerOf, readBeside, readDeployed } from "../ledger/read-ledger";
import { countsOf } from "../ledger/record-counts";
import { recorded } from "../ledger/recorded";
import { propsFrom } from "../run-app";
import { stacksNamed } from "../stack-arguments";
import { Terraform } from "../terraform/terraform";
import { writtenPlatform } from "../written-platform";

const help = `Records what is deployed in ledger/<environment>.json: what each thing's removal takes, what it uses of earlier stacks, and
the ids that only AWS knows. Run it after every apply, and commit the file.

Usage: npx platform permissions record [stack ...] [--check]

  stack        of ${stackWords}; default all
  --check      writes nothing, and says whether the file is stale
  DEPLOY_AS    plan or apply: each state is read with its stack's own role; default the caller's credentials
  ENVIRONMENT  a file of environments/, default demo

Terraform reads the states in the folders of cdktf.out, which is written anew first. Nothing is ever taken out of the ledger:
that is what npx platform permissions retire is for.

What a plan would change is not deployed as it is declared, and stays as it was recorded: so --check says the same before and
after a pull request's change, and refuses only what was applied and never recorded.

Exit code: 0 recorded, or up to date; 2 stale, or something is deployed of which nothing is known, or gone; 1 error.

Example: npx platform permissions record apps
`;

export const permissionsRecord: Command = {
  name: "permissions record",
  summary: "writes down what is deployed, after an apply",
  help,
  options: { check: { type: "boolean" } },
  run({ values, positionals }, shell) {
    const stacks = stacksNamed(positionals, propsFrom({ ENVIRONMENT: shell.ENVIRONMENT }).environment, refused);
    return interruptible(async (signal) => {
      const app = writtenPlatform(shell);
      const ledger = ledgerOf(app);
      const terraform = new Terraform(app.target, signal);
      const deployed = await readDeployed(app, stacks, terraform);
      const now = await recorded(app, deployed, pendingChanges(terraform));
      const stale = ledgerText(now) !== ledgerText(ledger);
      if (!values.check && stale) saveLedger(now);
      const read = readBeside(app, deployed);
      const unknown = read.flatMap((one) => unknownIn(ledger, one).map((address) => `${one.stack} ${address}`));
      const gone = read.flatMap((one) => goneIn(now, one).map((address) => `${one.stack} ${address}`));
      const first = values.check ? checked(now, ledger) : written(now, ledger);
      const exitCode = unknown.length + gone.length > 0 || (values.check && stale) ? 2 : 0;
      return { output: `${[first, ...unknownText(unknown), ...goneText(gone)].join("\n")}\n`, exitCode };
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

function goneText(gone: readonly string[]): readonly string[] {
  if (gone.length === 0) return [];
  return [
    "",
    "Recorded and declared, but not deployed any more; what is made anew has other ids than those that narrow rights:",
    ...gone.slice(0, 20).map((place) => `  ${place}`),
    ...(gone.length > 20 ? [`  and ${gone.length - 20} more`] : []),
    "Run npx platform permissions retire and apply identity before they are made anew.",
  ];
}

function refused(problem: string): CommandError {
  const end = problem.endsWith("?") ? "" : ";";
  return new CommandError(
    `platform permissions record: ${problem}${end} npx platform permissions record --help shows its usage`,
  );
}

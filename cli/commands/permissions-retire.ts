import type { PendingChanges, ReadStack } from "../../constructs/ledger/record";
import { retire } from "../../constructs/ledger/retire";
import { ledgerText } from "../../constructs/ledger/tidy";
import { waitingIn } from "../../constructs/ledger/waiting";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { stackWords } from "../../constructs/stack/shards";
import { type Command, CommandError } from "../command";
import { interruptible } from "../interruptible";
import { loadLedger, saveLedger } from "../ledger/ledger-file";
import { pendingChanges } from "../ledger/pending-changes";
import { ledgerOf, readBeside, readDeployed } from "../ledger/read-ledger";
import { retiredText } from "../ledger/retired-text";
import { allowedFile, loadAllowed, saveAllowed } from "../plan/allowed/allowed-file";
import { type Spent, spentAmong, spentText } from "../plan/allowed/spent";
import { propsFrom } from "../run-app";
import { stacksNamed } from "../stack-arguments";
import { Terraform } from "../terraform/terraform";
import { writtenPlatform } from "../written-platform";

const help = `Takes out of ledger/<environment>.json what is neither declared nor deployed any more: the next apply of identity takes away
the right to remove it. What was held back for it, such as a removed app's role, is removed by the pass after that.

Usage: npx platform permissions retire [stack ...] [--check]

  stack        of ${stackWords}; default all
  --check      writes nothing, and says whether there is anything to retire
  DEPLOY_AS    plan or apply: each state is read with its stack's own role; default the caller's credentials
  ENVIRONMENT  a file of environments/, default demo

A removal takes two passes: additions go from the first stack to the last, removals from the last to the first.
  1. apply the change from identity to apps, record, retire
  2. apply from apps to identity what was held back, record, retire, and apply identity

Entries of ledger/<environment>.allow.json go as well once their address is not deployed, or declared and applied: left to stand,
they would let the next loss pass.

Whether a changed thing is applied as it is declared, a plan says (without refresh and lock).

Exit code: 0 done, or nothing to retire; 2 with --check: something to retire; 1 error.

Example: npx platform permissions retire
`;

export const permissionsRetire: Command = {
  name: "permissions retire",
  summary: "gives up the rights to remove what is removed",
  help,
  options: { check: { type: "boolean" } },
  run({ values, positionals }, shell) {
    const stacks = stacksNamed(positionals, propsFrom({ ENVIRONMENT: shell.ENVIRONMENT }).environment, refused);
    return interruptible(async (signal) => {
      const app = writtenPlatform(shell);
      const terraform = new Terraform(app.target, signal);
      const ledger = ledgerOf(app);
      const deployed = await readDeployed(app, stacks, terraform);
      const read = readBeside(app, deployed);
      const pending = pendingChanges(terraform);
      const retired = await retire(ledger, read, pending);
      const due = ledgerText(retired.ledger) !== ledgerText(ledger);
      const spent = await spentOf(app, read, pending);
      if (due && !values.check) saveLedger(retired.ledger);
      if (spent.length > 0 && !values.check) takeOut(app, spent);
      const waiting = values.check || !due ? waitingIn(ledger, app.heldBack, app.resolveAll()) : waitingNow(shell);
      const check = values.check === true;
      const said = spentText(spent, allowedFile(app.environment.name), check).map((line) => `${line}\n`);
      return {
        output: [retiredText(retired, waiting, check), ...said].join(""),
        exitCode: check && (due || spent.length > 0) ? 2 : 0,
      };
    });
  },
};

/** Entries of the environment's list of what may be lost that have done their service. */
function spentOf(app: PlatformApp, read: readonly ReadStack[], pending: PendingChanges): Promise<readonly Spent[]> {
  const stacks = app.stacks.map(({ id }) => id);
  return spentAmong(loadAllowed(app.environment.name), { read, stacks, heldBack: app.heldBack, pending });
}

function takeOut({ environment: { name } }: PlatformApp, spent: readonly Spent[]): void {
  saveAllowed(
    name,
    loadAllowed(name).filter(({ stack, address }) =>
      spent.every(({ entry }) => entry.stack !== stack || entry.address !== address),
    ),
  );
}

/** What still waits, now that the file is another. */
function waitingNow(shell: Parameters<typeof writtenPlatform>[0]) {
  const app = writtenPlatform(shell);
  return waitingIn(loadLedger(app.environment), app.heldBack, app.resolveAll());
}

function refused(problem: string): CommandError {
  const end = problem.endsWith("?") ? "" : ";";
  return new CommandError(
    `platform permissions retire: ${problem}${end} npx platform permissions retire --help shows its usage`,
  );
}

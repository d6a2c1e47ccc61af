import { retire } from "../../constructs/ledger/retire";
import { ledgerText } from "../../constructs/ledger/tidy";
import { waitingIn } from "../../constructs/ledger/waiting";
import { stackWords } from "../../constructs/stack/shards";
import { type Command, CommandError } from "../command";
import { interruptible } from "../interruptible";
import { loadLedger, saveLedger } from "../ledger/ledger-file";
import { pendingChanges } from "../ledger/pending-changes";
import { ledgerOf, readBeside, readDeployed } from "../ledger/read-ledger";
import { retiredText } from "../ledger/retired-text";
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
      const retired = await retire(ledger, readBeside(app, deployed), pendingChanges(terraform));
      const due = ledgerText(retired.ledger) !== ledgerText(ledger);
      if (due && !values.check) saveLedger(retired.ledger);
      const waiting = values.check || !due ? waitingIn(ledger, app.heldBack, app.resolveAll()) : waitingNow(shell);
      return { output: retiredText(retired, waiting, values.check === true), exitCode: values.check && due ? 2 : 0 };
    });
  },
};

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

import type { PlatformApp } from "../../constructs/stack/platform-app";
import type { StackId } from "../../constructs/stack/stack-id";
import { checkedPlatform } from "../checked-platform";
import { type Command, CommandError } from "../command";
import { allowedAddresses, allowOption } from "../plan/allowed-addresses";
import { readPlan } from "../plan/read-plan";
import { verdictOn } from "../plan/verdict";
import { stacksNamed } from "../stack-arguments";

const help = `Looks at a plan before it is applied, and stops what no pipeline may do: a change of the root of trust, the creation of
what the ledger holds as deployed, the removal of apps that another stack declares, and the loss of what is stored.

Usage: npx platform guard plan <plan.json> [--allow <address> ...] [--stack <stack>]

  plan.json    what terraform show -json prints of a saved plan
  --allow      lets through what this one address loses, spelled out as the plan spells it; once for each
  --stack      whose plan it is: of ledger/<environment>.allow.json the entries of this stack count; default those of all
  ENVIRONMENT  a file of environments/, default demo

Stored is what no apply brings back: databases, caches, queues, buckets, images, keys, logs, zones, namespaces and their like.
Destroying, replacing or forgetting one stops, in every environment. So does, in production, a setting that protects one less
than before; elsewhere that is a warning. docs/operations/plan-guard.md has the list, and how to remove something for good;
what a reviewed ledger/<environment>.allow.json names is let through as by --allow.

Exit code: 0 it may be applied, 2 it is stopped, 1 error.

Example: npx platform guard plan plan.json
         npx platform guard plan plan.json --allow aws_sqs_queue.queue-placed-orders_queue
`;

export const guardPlan: Command = {
  name: "guard plan",
  summary: "stops a plan that no pipeline may apply",
  help,
  options: { ...allowOption, stack: { type: "string" } },
  run({ values, positionals }, { ENVIRONMENT }) {
    const allow = allowedAddresses(values.allow, refused);
    const file = fileOf(positionals);
    const plan = readPlan(file, refused);
    const app = checkedPlatform({ ENVIRONMENT });
    const stack = stackNamed(values.stack, app);
    const { stop, notes } = verdictOn(plan, app, {
      allow,
      ...(stack && { stack }),
      command: `npx platform guard plan ${file}${stack ? ` --stack ${stack}` : ""}`,
    });
    if (stop !== undefined) return { output: [stop, notes].filter(Boolean).join("\n"), exitCode: 2 };
    return { output: `Nothing in this plan is stopped.\n${notes}` };
  },
};

function stackNamed(value: unknown, { environment }: PlatformApp): StackId | undefined {
  return value === undefined ? undefined : stacksNamed([String(value)], environment, refused)[0];
}

function fileOf([file, surplus]: readonly string[]): string {
  if (file === undefined) throw refused("name the file of the plan");
  if (surplus !== undefined) throw refused(`it takes one file, and ${surplus} is one too many`);
  return file;
}

function refused(problem: string): CommandError {
  const end = problem.endsWith("?") ? "" : ";";
  return new CommandError(`platform guard plan: ${problem}${end} npx platform guard plan --help shows its usage`);
}

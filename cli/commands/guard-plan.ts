import fs from "node:fs";
import { checkedPlatform } from "../checked-platform";
import { type Command, CommandError } from "../command";
import { stopped } from "../plan/stopped";
import { isPlan, type Plan } from "../terraform/plan-changes";

const help = `Looks at a plan before it is applied, and stops what no pipeline may do: a change of the root of trust, and the creation of
what the ledger holds back as deployed.

Usage: npx platform guard plan <plan.json>

  plan.json    what terraform show -json prints of a saved plan
  ENVIRONMENT  a file of environments/, default demo

Exit code: 0 it may be applied, 2 it is stopped, 1 error.

Example: npx platform guard plan plan.json
`;

export const guardPlan: Command = {
  name: "guard plan",
  summary: "stops a plan that no pipeline may apply",
  help,
  options: {},
  run({ positionals }, { ENVIRONMENT }) {
    const stop = stopped(planIn(positionals), checkedPlatform({ ENVIRONMENT }));
    return stop === undefined ? { output: "Nothing in this plan is stopped.\n" } : { output: stop, exitCode: 2 };
  },
};

function planIn([file, surplus]: readonly string[]): Plan {
  if (file === undefined) throw refused("name the file of the plan");
  if (surplus !== undefined) throw refused(`it takes one file, and ${surplus} is one too many`);
  if (!fs.existsSync(file)) throw refused(`there is no file ${file}`);
  const plan = parsed(file);
  if (isPlan(plan)) return plan;
  throw refused(`${file} is no plan; terraform show -json <plan> prints one`);
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    throw refused(`${file} is no JSON; terraform show -json <plan> prints a plan as such`);
  }
}

function refused(problem: string): CommandError {
  return new CommandError(`platform guard plan: ${problem}; npx platform guard plan --help shows its usage`);
}

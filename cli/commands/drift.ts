import os from "node:os";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { stackWords } from "../../constructs/stack/shards";
import type { StackId } from "../../constructs/stack/stack-id";
import type { Environment } from "../../environments/schema/environment";
import { type Arguments, type Command, CommandError, type CommandShell } from "../command";
import { checkStack } from "../drift/check-stack";
import { driftMarkdown } from "../drift/drift-markdown";
import { type DriftReport, driftText } from "../drift/drift-text";
import type { StackDrift } from "../drift/stack-drift";
import { inParallel } from "../in-parallel";
import { interruptible } from "../interruptible";
import { progress } from "../progress";
import { propsFrom } from "../run-app";
import { stacksNamed } from "../stack-arguments";
import { Terraform } from "../terraform/terraform";
import { writtenPlatform } from "../written-platform";

const help = `Plans stacks and says how what runs differs from what is applied and from the sources. Writes and locks nothing.

Usage: npx platform drift [--stack <stack>] ... [--as-caller] [--json | --markdown]

  --stack      of ${stackWords}.
               May be given several times; default all
  --as-caller  Terraform runs with the caller's credentials, as in a pipeline's job that has the plan role already;
               default: each stack is planned with its own plan role, which HCP Terraform's workspaces do by themselves
  --json       for programs
  --markdown   for an issue
  ENVIRONMENT  a file of environments/, default demo

States: drifted (changed outside of Terraform, an apply would undo it), to apply (the sources say something else), no drift;
not applied, upstream missing, failed, each with what to do. What changed outside and is not said by the sources, such as what
AWS counts by itself, is noted and is no drift. Values that Terraform knows to be sensitive are never shown.

Exit code: 0 no drift; 2 a stack is drifted or has something to apply; 1 a stack can't be compared, or another error.

Example: npx platform drift
         npx platform drift --stack apps --stack app-services --markdown
`;

export const drift: Command = {
  name: "drift",
  summary: "how what runs differs from what is applied and from the sources",
  help,
  options: {
    stack: { type: "string", multiple: true },
    "as-caller": { type: "boolean" },
    json: { type: "boolean" },
    markdown: { type: "boolean" },
  },
  run(args, shell) {
    refuseOthers(args);
    const stacks = stacksNamed((args.values.stack ?? []) as readonly string[], environmentOf(shell), refused);
    const app = writtenPlatform(withRole(shell, args.values["as-caller"] === true));
    return interruptible(async (signal) => {
      const found = await checkAll(app, stacks, new Terraform(app.target, signal));
      const report = { environment: app.environment.name, stacks: found };
      return { output: shown(report, args), exitCode: exitCodeOf(found) };
    });
  },
};

/** Several at once: each has a folder and a state of its own, nothing is locked, and providers are installed in turn. */
function checkAll(app: PlatformApp, stacks: readonly StackId[], terraform: Terraform) {
  let done = 0;
  return inParallel(stacks, os.availableParallelism(), async (stack) => {
    progress(`planning ${stack}`);
    const found = await checkStack(app, stack, terraform);
    done += 1;
    progress(`${stack}: ${found.state} (${done} of ${stacks.length})`);
    return found;
  });
}

/** 1 before 2: where a stack could not be compared, nobody knows that the others are all. */
export function exitCodeOf(stacks: readonly StackDrift[]): number {
  const states = new Set(stacks.map(({ state }) => state));
  if (states.has("failed") || states.has("upstream missing")) return 1;
  return states.has("drifted") || states.has("to apply") ? 2 : 0;
}

function environmentOf({ ENVIRONMENT }: CommandShell): Environment {
  return propsFrom({ ENVIRONMENT }).environment;
}

function withRole(shell: CommandShell, asCaller: boolean): CommandShell {
  const { ENVIRONMENT, DEPLOY_AS } = shell;
  if (DEPLOY_AS && DEPLOY_AS !== "plan") throw refused(`DEPLOY_AS is ${DEPLOY_AS}, and it only reads`);
  if (asCaller && DEPLOY_AS) throw refused("choose one of DEPLOY_AS and --as-caller");
  const { state } = environmentOf(shell);
  return asCaller || (state.kind === "hcp-terraform" && !DEPLOY_AS)
    ? { ENVIRONMENT }
    : { ENVIRONMENT, DEPLOY_AS: "plan" };
}

function shown(report: DriftReport, { values }: Arguments): string {
  if (values.markdown) return driftMarkdown(report);
  return values.json ? `${JSON.stringify(report, null, 2)}\n` : driftText(report);
}

function refuseOthers({ values, positionals: [surplus] }: Arguments): void {
  if (surplus !== undefined) throw refused(`it takes no argument ${surplus}; write --stack ${surplus}`);
  if (values.json && values.markdown) throw refused("choose one of --json and --markdown");
}

function refused(problem: string): CommandError {
  const end = problem.endsWith("?") ? "" : ";";
  return new CommandError(`platform drift: ${problem}${end} npx platform drift --help shows its usage`);
}

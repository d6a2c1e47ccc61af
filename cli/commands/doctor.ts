import { stackWords } from "../../constructs/stack/shards";
import { checkedPlatform } from "../checked-platform";
import { checkoutFolder } from "../checkout";
import { type Arguments, type Command, CommandError, type CommandShell } from "../command";
import { AwsCommand } from "../doctor/asking/aws-command";
import { callerOf } from "../doctor/asking/caller";
import { ChildPrograms } from "../doctor/asking/programs";
import { PublicResolver } from "../doctor/asking/resolver";
import { NodeWeb } from "../doctor/asking/web";
import { checks } from "../doctor/checks";
import type { Context } from "../doctor/context";
import { countsOf, doctorJson, doctorText } from "../doctor/doctor-text";
import { runChecks } from "../doctor/run-checks";
import { interruptible } from "../interruptible";
import { propsFrom } from "../run-app";
import { stacksNamed } from "../stack-arguments";

/** Milliseconds that a single question, and a whole check with all of its own, may take. */
const patience = { question: 15_000, connection: 5_000, check: 45_000 };

const help = `Looks at what has to be right before a stack can be deployed: tools, credentials and roles, states, the cluster, charts,
the zone, break-glass, quotas. One line for each, with what to do. It changes nothing, and prints no secret.

Usage: npx platform doctor [--stack <stack>] [--json]

  --stack      looks at what one of ${stackWords}, needs; default all
  --json       for programs
  DEPLOY_AS    plan or apply: looks whether each stack's own role can be assumed, and asks as that; default the caller's
               credentials
  ENVIRONMENT  a file of environments/, default demo

It asks AWS by the aws command. What can't be asked from here is skipped, with the reason: without a network, what lies on this
machine is looked at all the same. docs/operations/doctor.md describes each check.

Exit code: 0 nothing, or warnings; 2 problems; 1 it could not look.

Example: npx platform doctor --stack apps
As its role: DEPLOY_AS=plan npx platform doctor --stack apps
`;

export const doctor: Command = {
  name: "doctor",
  summary: "whether all is there that a deployment needs, and what to do",
  help,
  options: { stack: { type: "string" }, json: { type: "boolean" } },
  run(args, shell) {
    const stack = stackOf(args, shell);
    return interruptible(async (signal) => {
      const over = new AbortController();
      const context = contextOf(shell, stack, AbortSignal.any([signal, over.signal]));
      const examined = await runChecks(checks, context, patience.check);
      // What nobody waits for any more must not keep the process.
      over.abort();
      const { environment } = context.app;
      const output = (args.values.json ? doctorJson : doctorText)(examined, { environment, stack });
      return { output, exitCode: countsOf(examined).problem > 0 ? 2 : 0 };
    });
  },
};

function contextOf(shell: CommandShell, stack: string | undefined, signal: AbortSignal): Context {
  const { deployAs } = propsFrom(shell);
  const app = checkedPlatform(shell);
  const root = checkoutFolder();
  const programs = new ChildPrograms(root, process.env, signal, patience.question);
  const web = new NodeWeb(signal, patience.connection);
  const aws = new AwsCommand(programs, app.environment);
  const caller = callerOf(aws);
  return {
    ...{ app, deployAs, root, programs, web, aws },
    stacks: stacksNamed(stack === undefined ? [] : [stack], app.environment, refused),
    oneStack: stack !== undefined,
    env: process.env,
    now: new Date(),
    resolver: new PublicResolver(web, patience.connection),
    caller: () => caller,
  };
}

function stackOf({ values, positionals: [surplus] }: Arguments, { ENVIRONMENT }: CommandShell): string | undefined {
  if (surplus !== undefined) throw refused(`it takes no ${surplus}; name a stack by --stack`);
  const stack = values.stack as string | undefined;
  if (stack !== undefined) stacksNamed([stack], propsFrom({ ENVIRONMENT }).environment, refused);
  return stack;
}

function refused(problem: string): CommandError {
  const end = problem.endsWith("?") ? "" : ";";
  return new CommandError(`platform doctor: ${problem}${end} npx platform doctor --help shows its usage`);
}

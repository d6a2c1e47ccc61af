import path from "node:path";
import { recordedOf } from "../../constructs/ledger/ledger";
import { waitingIn } from "../../constructs/ledger/waiting";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { stackWords } from "../../constructs/stack/shards";
import type { StackId } from "../../constructs/stack/stack-id";
import { type Command, CommandError, type CommandShell } from "../command";
import { interruptible } from "../interruptible";
import { allowedAddresses, allowOption } from "../plan/allowed-addresses";
import { awsPart } from "../plan/aws-part";
import { planText } from "../plan/plan-text";
import { verdictOn } from "../plan/verdict";
import { progress } from "../progress";
import { propsFrom } from "../run-app";
import { withScratch } from "../scratch";
import { stacksNamed } from "../stack-arguments";
import { missingUpstream } from "../terraform/missing-upstream";
import type { Plan } from "../terraform/plan-changes";
import { Terraform } from "../terraform/terraform";
import { writtenPlatform } from "../written-platform";

const help = `Plans one stack and says in a few lines what would happen, what is held back, and what waits to be retired.

Usage: npx platform plan <stack> [--aws-only] [--no-lock] [--out <file>] [--json] [--allow <address> ...]

  stack        one of ${stackWords}
  --aws-only   leaves out all that lies in the cluster, for when the Kubernetes API does not answer
  --no-lock    takes no lock of the state: for pull requests, whose plans nobody applies
  --out        keeps the plan for terraform apply, in the stack's folder of cdktf.out
  --json       the plan as terraform show -json prints it
  --allow      lets through what this one address loses; once for each
  DEPLOY_AS    plan or apply: Terraform assumes the stack's own role; default the caller's credentials
  ENVIRONMENT  a file of environments/, default demo

A plan that touches the root of trust is stopped, with the command for a root administrator; so is one that would make what
the ledger holds as deployed, one that takes away apps which another stack declares, and one that loses what is stored:
npx platform guard plan --help says what that is.
What a reviewed ledger/<environment>.allow.json names of the stack is let through as by --allow.

Exit code: 0 planned, 2 stopped, 1 error.

Example: npx platform plan identity
         npx platform plan app-services --aws-only --out aws.plan
`;

export const plan: Command = {
  name: "plan",
  summary: "plans one stack: what would happen, and what waits",
  help,
  options: {
    "aws-only": { type: "boolean" },
    "no-lock": { type: "boolean" },
    out: { type: "string" },
    json: { type: "boolean" },
    ...allowOption,
  },
  run({ values, positionals }, shell) {
    const stack = stackOf(positionals, shell);
    const allow = allowedAddresses(values.allow, refused);
    return interruptible(async (signal) => {
      const app = writtenPlatform(shell);
      const terraform = new Terraform(app.target, signal);
      const targets = values["aws-only"] ? await awsTargets(app, stack, terraform) : [];
      const options = [...targets, ...(values["no-lock"] ? ["-lock=false"] : [])];
      const shown = await planned(stack, terraform, options, values.out as string | undefined);
      const content = JSON.parse(shown) as Plan;
      const { stop, notes } = verdictOn(content, app, { allow, stack, command: `npx platform plan ${stack}` });
      const waiting = waitingIn(app.ledger, app.heldBack, app.resolveAll()).filter((one) => one.stack === stack);
      const text = planText(stack, content, { waiting, known: knownIn(app, stack) });
      return {
        output: values.json ? shown : [text, stop, notes].filter(Boolean).join("\n"),
        exitCode: stop ? 2 : 0,
      };
    });
  },
};

/** Addresses whose ids the ledger knows. */
function knownIn({ ledger }: PlatformApp, stack: StackId): ReadonlySet<string> {
  const elements = Object.entries(recordedOf(ledger, stack).elements);
  return new Set(elements.flatMap(([address, { known }]) => (known ? [address] : [])));
}

async function awsTargets(app: PlatformApp, stack: StackId, terraform: Terraform): Promise<readonly string[]> {
  const addresses = awsPart(app, stack, await terraform.pullState(stack));
  // Without a target Terraform would plan all of the stack.
  if (addresses.length === 0) throw refused(`${stack} has nothing in AWS, so there is nothing to plan with --aws-only`);
  return addresses.map((address) => `-target=${address}`);
}

async function planned(
  stack: StackId,
  terraform: Terraform,
  options: readonly string[],
  out: string | undefined,
): Promise<string> {
  progress(`planning ${stack}`);
  try {
    if (out !== undefined) return await terraform.plan(stack, out, ...options);
    return await withScratch("plan", (folder) => terraform.plan(stack, path.join(folder, "plan"), ...options));
  } catch (error) {
    const upstream = error instanceof CommandError && missingUpstream(error.message);
    if (!upstream) throw error;
    throw new CommandError(
      `platform plan: ${upstream} is not applied as ${stack} reads it; npx cdktf deploy ${upstream}`,
    );
  }
}

function stackOf(positionals: readonly string[], { ENVIRONMENT }: CommandShell): StackId {
  const [stack, surplus] = positionals;
  if (stack === undefined) throw refused("name the stack to plan");
  if (surplus !== undefined) throw refused(`it takes one stack, and ${surplus} is one too many`);
  return stacksNamed([stack], propsFrom({ ENVIRONMENT }).environment, refused)[0] as StackId;
}

function refused(problem: string): CommandError {
  const end = problem.endsWith("?") ? "" : ";";
  return new CommandError(`platform plan: ${problem}${end} npx platform plan --help shows its usage`);
}

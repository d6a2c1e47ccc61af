import { loadEnvironment } from "../../environments/load";
import { toldInOneLine } from "../aws/errors";
import { type Arguments, type Command, CommandError, type CommandShell, type Result } from "../command";
import { cannotMakeText } from "../demo/cannot-make";
import { createdText, lookText } from "../demo/demo-text";
import { clusterOf, type NamedCluster, reachable } from "../demo/kubeconfig";
import { foundIn, leftText, notLookedText } from "../demo/left-in-cluster";
import { probeProviders } from "../demo/provider-probe";
import { type Demo, type DemoContext, rehearse, runDemo, type Undo } from "../demo/run-demo";
import { leavesObjects, type Scope, scopeOf, scopeText } from "../demo/scope";
import { takeBack } from "../demo/take-back";
import { clusterInDocker, needMinistack, needTerraform } from "../demo/tools";
import { keepWorkplace, makeWorkplace, type Workplace } from "../demo/workplace";
import { type Dialogue, dialogue } from "../dialogue";
import { apartFromAccounts } from "../emulator/apart-from-accounts";
import { interruptible } from "../interruptible";

const help = `Deploys the platform to an emulator of AWS on this machine, as a first rollout does it: bootstrap, identity by a root
administrator, the other five stacks each by its own role, and a second plan of each. Prints what was created. No account
is needed, and none is reached: credentials of the shell are left out.

Usage: npx platform demo [options]      (npm run demo -- [options] is the same)

  --aws-only           leaves out all that lies in the cluster
  --kubeconfig <file>  makes what lies in the cluster in the one that the file's current context leads to, and removes it
                       again; asks first
  --yes                does not ask
  --keep               lets the emulator run on, and says how to look at it and how to end it
  ENVIRONMENT          a file of environments/, default demo; its states lie in S3 here, whatever it says

Needed: Terraform, which fetches the providers from its registry or a mirror, and Python 3.10 or newer; MiniStack, the
emulator, is installed from PyPI into node_modules/.cache. The cluster is k3s in Docker where Docker and the
aws command are there; without them and without --kubeconfig what lies in AWS is made alone.

Interrupted, it stops the emulator, removes what it has made and ends; a second interruption leaves what is in the cluster, and
so does SIGKILL: the next demo finds it by kubectl before it asks, makes nothing, and says the command that removes it.

Exit code: 0 all is created, and second plans are empty; 2 all is created, and a second plan is not empty; 1 error, not
confirmed, or interrupted.

Example: npx platform demo --keep
         kind create cluster --kubeconfig /tmp/kind.yaml && npx platform demo --kubeconfig /tmp/kind.yaml --yes
`;

export const demo: Command = {
  name: "demo",
  summary: "deploys the platform to an emulator of AWS on this machine",
  help,
  options: {
    "aws-only": { type: "boolean" },
    kubeconfig: { type: "string" },
    yes: { type: "boolean" },
    keep: { type: "boolean" },
  },
  run(args, shell) {
    const wish = wishOf(args);
    const environment = loadEnvironment(environmentName(shell));
    const asked = dialogue(args.values.yes === true);
    return interruptible((signal) =>
      orGone(signal, () => toldInOneLine("demo", () => demonstrate({ ...wish, environment, dialogue: asked, signal }))),
    );
  },
};

interface Wish {
  readonly awsOnly: boolean;
  readonly cluster: NamedCluster | undefined;
  readonly keep: boolean;
}

type Asked = Wish & Pick<DemoContext, "environment" | "signal"> & { readonly dialogue: Dialogue };

async function demonstrate(asked: Asked): Promise<Result> {
  const { keep, signal } = asked;
  const tools = await toolsOf(asked);
  const workplace = makeWorkplace();
  const undo: Undo = {};
  let kept = false;
  try {
    const context = { ...asked, ...tools, workplace };
    await agreement(context, asked.dialogue);
    const done = await runDemo(context, undo);
    signal.throwIfAborted();
    kept = keep;
    return { output: outputOf(done, context.scope, keep ? workplace : undefined), exitCode: exitCodeOf(done) };
  } finally {
    if (kept) leaveRunning(undo, workplace);
    else await takeBack(undo, workplace);
  }
}

async function toolsOf({ awsOnly, cluster, dialogue, signal }: Asked) {
  const env = apartFromAccounts(process.env);
  await needTerraform(env, signal);
  if (cluster) await reachable(cluster, signal);
  dialogue.progress("looking for MiniStack");
  const python = needMinistack(false);
  dialogue.progress("looking for Terraform's providers");
  const { standIns, variables } = await probeProviders(env, signal);
  const docker = !awsOnly && !cluster && !standIns && (await clusterInDocker(env, signal));
  const scope = scopeOf({ standIns, awsOnly, cluster, docker });
  return { python: docker ? needMinistack(true) : python, variables, standIns, scope };
}

/** Says what is going to happen; asks where that is more than what goes with the emulator. */
async function agreement(context: DemoContext, { show, confirm }: Dialogue): Promise<void> {
  const { types, objects } = await rehearse(context);
  show(scopeText(context.scope, context.standIns));
  const missing = context.standIns ? undefined : cannotMakeText(types);
  if (missing) show(missing);
  if (!leavesObjects(context.scope)) return;
  if ("cluster" in context.scope) {
    const { cluster } = context.scope;
    const left = await foundIn(cluster, objects, context.signal);
    if (left === undefined) show(notLookedText);
    else if (left.length > 0) throw new CommandError(leftText(cluster, left));
  }
  if (!confirm) throw refused("there is no terminal to ask on; add --yes");
  const agreed = await confirm(questionOf(context.scope), context.signal);
  context.signal.throwIfAborted();
  if (!agreed) throw new CommandError("platform demo: nothing was made");
}

function questionOf(scope: Scope): string {
  return "cluster" in scope && scope.cluster ? `\nMake the platform's objects in ${scope.cluster.server}?` : "";
}

function leaveRunning({ emulator }: Undo, workplace: Workplace): void {
  keepWorkplace(workplace);
  emulator?.keep();
}

function outputOf({ environment, runs }: Demo, scope: Scope, kept: Workplace | undefined): string {
  const look = kept
    ? lookText(environment, kept, scope)
    : "All of it is gone again; npm run demo -- --keep lets the emulator run on, to look at it.";
  return `${createdText(runs)}\n\n${look}\n`;
}

function exitCodeOf({ runs }: Demo): number {
  return runs.every(({ leftOver }) => leftOver.length === 0) ? 0 : 2;
}

/** What fails because of an interruption is no error: all was taken back by then. */
async function orGone<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!signal.aborted) throw error;
    const left = error instanceof CommandError && /still there/.test(error.message) ? `${error.message}\n` : "";
    // The process ends by the signal, before anybody could print the error.
    process.stderr.write(
      `${left}platform demo: interrupted; ${left ? "the emulator is stopped" : "nothing is left of it"}\n`,
    );
    throw new CommandError("platform demo: interrupted");
  }
}

function wishOf({ values, positionals }: Arguments): Wish {
  const [surplus] = positionals;
  if (surplus !== undefined) throw refused(`it takes no ${surplus}`);
  const { kubeconfig } = values as { kubeconfig?: string };
  const awsOnly = values["aws-only"] === true;
  if (awsOnly && kubeconfig !== undefined) throw refused("--aws-only makes nothing in the cluster of --kubeconfig");
  return { awsOnly, keep: values.keep === true, cluster: kubeconfig === undefined ? undefined : clusterOf(kubeconfig) };
}

function environmentName({ ENVIRONMENT, DEPLOY_AS }: CommandShell): string {
  if (DEPLOY_AS) throw refused("it takes each stack's role by itself; unset DEPLOY_AS");
  return ENVIRONMENT || "demo";
}

function refused(problem: string): CommandError {
  return new CommandError(`platform demo: ${problem}; npx platform demo --help shows its usage`);
}

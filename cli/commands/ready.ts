import { stateRegion } from "../../constructs/bootstrap/template";
import { deployerRolesOf } from "../../constructs/identity/deployer-roles";
import { namesOf } from "../../constructs/names";
import { stackWords } from "../../constructs/stack/shards";
import { type StackId, stacksBefore } from "../../constructs/stack/stack-id";
import type { Environment } from "../../environments/schema/environment";
import { connectTo } from "../aws/connect";
import { toldInOneLine } from "../aws/errors";
import { type Command, CommandError, type CommandShell } from "../command";
import { interruptible } from "../interruptible";
import { orInterrupted } from "../or-interrupted";
import { progress } from "../progress";
import type { Probed } from "../ready/probe";
import { type Late, waitForRoles } from "../ready/wait";
import { propsFrom } from "../run-app";
import { stacksNamed } from "../stack-arguments";

const help = `Waits until the deployers' roles can be used. AWS takes seconds, at times minutes, to tell all of itself of new roles and
policies; what is tried before that fails with a refusal that is none. Takes each role and reads its stack's state with it.

Usage: npx platform ready [stack ...] [--cluster] [--as-caller] [--timeout <seconds>]

  stack        of ${stackWords}; default all
  --cluster    for kubernetes-cluster and what comes after it: also logs in to the cluster with the role, by the aws command
  --as-caller  takes no role: tries the caller's own credentials for one stack, as in a pipeline's job that has its role already
  --timeout    seconds to wait, at most; default 300
  DEPLOY_AS    plan or apply: these roles alone; default all
  ENVIRONMENT  a file of environments/, default demo

Run it as the one who deploys next, since who may take a role stands in its trust policy: after identity was applied, and with
--cluster after kubernetes-cluster was, from where the endpoint can be reached.

Exit code: 0 all of them answer, 1 some do not, or another error.

Example: npx platform ready
         DEPLOY_AS=apply npx platform ready cluster-services --cluster
`;

export const ready: Command = {
  name: "ready",
  summary: "waits until the deployers' roles can be used",
  help,
  options: { cluster: { type: "boolean" }, "as-caller": { type: "boolean" }, timeout: { type: "string" } },
  run({ values, positionals }, shell) {
    const seconds = secondsOf(values.timeout);
    const stacks = stacksNamed(positionals, propsFrom({ ENVIRONMENT: shell.ENVIRONMENT }).environment, refused);
    const asCaller = values["as-caller"] === true;
    if (asCaller && positionals.length !== 1)
      throw refused("--as-caller is for one stack, as in ready apps --as-caller");
    const roles = rolesOf(shell, stacks, { asCaller, cluster: values.cluster === true });
    return interruptible((signal) =>
      toldInOneLine("ready", () =>
        orInterrupted("ready", signal, async () => {
          const environment = environmentOf(shell);
          const connect = connectTo(environment, stateRegion(environment));
          const late = await waitForRoles(roles, connect, { seconds, signal }, progress);
          if (late.length > 0) throw lateError(late, seconds);
          return { output: answeredText(roles.length) };
        }),
      ),
    );
  },
};

/** What to tell where all of them answer. */
export function answeredText(roles: number): string {
  return roles === 1 ? "1 role answers.\n" : `${roles} roles answer.\n`;
}

function environmentOf(shell: CommandShell): Environment {
  const { environment } = propsFrom({ ENVIRONMENT: shell.ENVIRONMENT });
  if (environment.state.kind !== "hcp-terraform") return environment;
  throw new CommandError(
    `platform ready: in ${environment.name} HCP Terraform takes the roles, and nobody else may: start a plan there instead.`,
  );
}

interface How {
  readonly asCaller: boolean;
  readonly cluster: boolean;
}

function rolesOf(shell: CommandShell, stacks: readonly StackId[], { asCaller, cluster }: How): readonly Probed[] {
  const environment = environmentOf(shell);
  if (cluster && environment.state.kind !== "s3") throw refused("--cluster finds the cluster by a state in S3");
  const { deployAs } = propsFrom(shell);
  if (deployAs && asCaller) throw refused("choose one of DEPLOY_AS and --as-caller");
  const wanted = asCaller ? (["caller"] as const) : deployAs ? [deployAs] : deployerRolesOf(environment);
  return stacks.flatMap((stack) => wanted.map((role) => probed(environment, stack, role, cluster)));
}

function probed(environment: Environment, stack: StackId, as: Probed["role"], cluster: boolean): Probed {
  const names = namesOf(environment);
  const { state } = environment;
  const role = { stack, role: as, ...(as !== "caller" && { roleArn: names.deployerRoleArn(stack, as) }) };
  if (state.kind !== "s3") return role;
  const place = (id: StackId) => ({ bucket: names.stateBucket(id, state.bucketPrefix), object: names.stateObject(id) });
  const inCluster = cluster && !stacksBefore("kubernetes-cluster").includes(stack);
  const login = { state: place("kubernetes-cluster"), region: environment.aws.region, emulator: environment.emulator };
  return { ...role, state: place(stack), ...(inCluster && { cluster: login }) };
}

function secondsOf(value: unknown): number {
  if (value === undefined) return 300;
  if (/^[1-9]\d{0,4}$/.test(String(value))) return Number(value);
  throw refused(`--timeout takes whole seconds, as in 300, not ${value}`);
}

function lateError(late: readonly Late[], seconds: number): CommandError {
  return new CommandError(
    [
      `platform ready: after ${seconds} seconds these roles can't be used yet:`,
      ...late.map(({ stack, role, said }) => `  ${stack} ${role}: ${said}`),
      "Where identity was applied a while ago, look at the roles' trust policies: they name who may take them.",
    ].join("\n"),
  );
}

function refused(problem: string): CommandError {
  const end = problem.endsWith("?") ? "" : ";";
  return new CommandError(`platform ready: ${problem}${end} npx platform ready --help shows its usage`);
}

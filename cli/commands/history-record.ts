import path from "node:path";
import { outputFolder } from "../../constructs/stack/output-folder";
import type { PlatformAppProps } from "../../constructs/stack/platform-app";
import { stackWords } from "../../constructs/stack/shards";
import type { StackId } from "../../constructs/stack/stack-id";
import { toldInOneLine } from "../aws/errors";
import { checkoutFolder } from "../checkout";
import { type Command, CommandError } from "../command";
import { appliedBy } from "../history/applied-by";
import { type ApplyRecord, countsOf } from "../history/apply-record";
import { ciRun } from "../history/ci-run";
import type { HistoryStore, StackHistory } from "../history/history-store";
import { openHistory } from "../history/open-history";
import { type Planned, plannedIn } from "../history/planned";
import { sourcesOf } from "../history/sources";
import { interruptible } from "../interruptible";
import { orInterrupted } from "../or-interrupted";
import { propsFrom } from "../run-app";
import { stacksNamed } from "../stack-arguments";
import { Terraform } from "../terraform/terraform";

const help = `Writes down an apply beside the state: who, when, from which commit, by which run of CI, and what of the state's serial. Run
it after every apply, also after one that failed, with the same credentials; pipelines do.

Usage: npx platform history record <stack> ... [--failed] [--plan <file>]

  stack        of ${stackWords}
  --failed     the apply failed half-way: some of it may be done
  --plan       of one stack, the plan that was applied: saved by Terraform, in the stack's folder, or the JSON that
               terraform show prints of it; addresses and actions are recorded, and no value
  DEPLOY_AS    apply: as Terraform took it; default the caller's credentials
  ENVIRONMENT  a file of environments/, default demo

In S3 only the stack's apply role and root administrators add records, and nobody changes one. Where the newest record says
the same already, nothing is written: so it may be run again after an interruption. HCP Terraform keeps its runs by itself.

Exit code: 0 recorded, 1 error.

Example: npx platform history record apps --plan saved.plan --failed
         DEPLOY_AS=apply npx platform history record apps
`;

export const historyRecord: Command = {
  name: "history record",
  summary: "writes down an apply, after it",
  help,
  options: { failed: { type: "boolean" }, plan: { type: "string" } },
  run({ values, positionals }, shell) {
    if (positionals.length === 0) throw refused("name the stack that was applied");
    const stacks = stacksNamed(positionals, propsFrom({ ENVIRONMENT: shell.ENVIRONMENT }).environment, refused);
    if (values.plan !== undefined && stacks.length > 1) throw refused("a plan is of one stack");
    const props = propsFrom(shell);
    if (props.deployAs === "plan") throw refused("DEPLOY_AS is plan, and a plan role applies nothing");
    const store = openHistory(props);
    if (!store) throw refused("HCP Terraform keeps the runs of its workspaces by itself, and there is nothing to add");
    const result = values.failed ? "failed" : "succeeded";
    return interruptible((signal) =>
      toldInOneLine("history record", () =>
        orInterrupted("history record", signal, async () => {
          const lines: string[] = [];
          for (const stack of stacks) {
            const planned = await plannedOf(stack, values.plan as string | undefined, signal);
            lines.push(await record(props, store, { stack, result, planned }, signal));
          }
          return { output: `${lines.join("\n")}\n` };
        }),
      ),
    );
  },
};

interface Applied {
  readonly stack: StackId;
  readonly result: ApplyRecord["result"];
  readonly planned: Planned | undefined;
}

async function record(
  props: PlatformAppProps,
  store: HistoryStore,
  applied: Applied,
  signal: AbortSignal,
): Promise<string> {
  const { stack } = applied;
  const before = await store.historyOf(stack, 1);
  if (before.unreadable !== undefined) throw new CommandError(`platform history record: ${before.unreadable}`);
  // After a destroy there still is one. A first apply that failed may not have made any.
  if (!before.state && applied.result === "succeeded") {
    throw new CommandError(
      `platform history record: ${stack} has no state, so nothing was applied where ENVIRONMENT and DEPLOY_AS look; npx cdktf deploy ${stack} makes one, and --failed records an apply that failed before it had any`,
    );
  }
  const next: ApplyRecord = {
    version: 1,
    environment: props.environment.name,
    stack,
    time: new Date().toISOString(),
    result: applied.result,
    ...(await appliedBy(props, stack)),
    ...(await sourcesOf(checkoutFolder(), signal)),
    ...ciRun(process.env),
    ...stateIn(before, applied.planned),
    ...(applied.planned && { changes: [...applied.planned.changes], counts: countsOf(applied.planned.changes) }),
  };
  const [newest] = before.records;
  if (newest && saysTheSame(newest, next)) return `${stack}: recorded already, at ${newest.time}.`;
  return `${stack}: recorded in ${await store.add(next)}.`;
}

function stateIn({ state }: StackHistory, planned: Planned | undefined): Pick<ApplyRecord, "state"> {
  if (!state) return {};
  const { serialBefore } = planned ?? {};
  return { state: { ...state, ...(serialBefore !== undefined && { serialBefore }) } };
}

/** But for the time: as after an interruption, when nobody knows whether it was written. */
function saysTheSame({ time: _, ...one }: ApplyRecord, { time: __, ...other }: ApplyRecord): boolean {
  const sorted = (record: object) => JSON.stringify(Object.entries(record).sort(([a], [b]) => a.localeCompare(b)));
  return sorted(one) === sorted(other);
}

async function plannedOf(stack: StackId, file: string | undefined, signal: AbortSignal): Promise<Planned | undefined> {
  if (file === undefined) return undefined;
  const output = outputFolder();
  return plannedIn(file, stack, path.join(output, "stacks", stack), new Terraform(output, signal));
}

function refused(problem: string): CommandError {
  const end = problem.endsWith("?") ? "" : ";";
  return new CommandError(
    `platform history record: ${problem}${end} npx platform history record --help shows its usage`,
  );
}

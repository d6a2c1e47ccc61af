import type { PlatformAppProps } from "../../constructs/stack/platform-app";
import { stackWords } from "../../constructs/stack/shards";
import { toldInOneLine } from "../aws/errors";
import { type Arguments, type Command, CommandError } from "../command";
import { addressOf } from "../hcp/address";
import { HcpApi } from "../hcp/api/api";
import { patience } from "../hcp/api/patience";
import { tokenOf } from "../hcp/token";
import { gapsIn } from "../history/gaps";
import { HcpHistory } from "../history/hcp-history";
import { historyMarkdown } from "../history/history-markdown";
import type { HistoryStore } from "../history/history-store";
import { allGaps, type HistoryReport, historyText } from "../history/history-text";
import { openHistory } from "../history/open-history";
import { interruptible } from "../interruptible";
import { orInterrupted } from "../or-interrupted";
import { propsFrom } from "../run-app";
import { stacksNamed } from "../stack-arguments";

const help = `Says who applied what, when and from which commit, by the records beside the states; of HCP Terraform by the runs of its
workspaces. Says as well where a state was changed and nothing was recorded.

Usage: npx platform history [stack ...] [--last <n>] [--json | --markdown]
       npx platform history record <stack> ...   after an apply: see its own --help

  stack        of ${stackWords}; default all
  --last       the newest n of each stack; default 10
  --json       for programs, with what each apply changed
  --markdown   for an issue, the same
  --address    HCP Terraform's API, by https or on this machine; default https:// and the environment's state.hostname
  DEPLOY_AS    plan or apply: the records are read with each stack's own role; default the caller's credentials
  ENVIRONMENT  a file of environments/, default demo

A commit with + behind it: the sources were otherwise than in that commit. docs/operations/history.md says who can write
records, and what they do not tell.

Exit code: 0 every state is as it was recorded last; 2 something is not recorded; 1 error.

Example: npx platform history
         DEPLOY_AS=plan npx platform history apps --last 3 --json
`;

export const history: Command = {
  name: "history",
  summary: "who applied what, when, from which commit; what is not recorded",
  help,
  options: {
    last: { type: "string" },
    json: { type: "boolean" },
    markdown: { type: "boolean" },
    address: { type: "string" },
  },
  run(args, shell) {
    const { values, positionals } = args;
    if (values.json && values.markdown) throw refused("choose one of --json and --markdown");
    const stacks = stacksNamed(positionals, propsFrom({ ENVIRONMENT: shell.ENVIRONMENT }).environment, refused);
    const last = lastOf(values.last);
    const props = propsFrom(shell);
    return interruptible((signal) =>
      toldInOneLine("history", () =>
        orInterrupted("history", signal, async () => {
          const source = sourceOf(props, args, signal);
          const found = await Promise.all(stacks.map((stack) => source.historyOf(stack, last)));
          const report = { environment: props.environment.name, stacks: found };
          return { output: shown(report, args), exitCode: allGaps(found).length > 0 ? 2 : 0 };
        }),
      ),
    );
  },
};

function sourceOf(
  props: PlatformAppProps,
  { values }: Arguments,
  signal: AbortSignal,
): Pick<HistoryStore, "historyOf"> {
  const { environment } = props;
  const { state } = environment;
  const store = openHistory(props);
  if (store || state.kind !== "hcp-terraform") return store as HistoryStore;
  const address = addressOf(values.address, state, refused);
  const token = tokenOf(state.hostname, process.env);
  return new HcpHistory(environment, state, new HcpApi({ host: state.hostname, address, token, signal, patience }));
}

function shown(report: HistoryReport, { values }: Arguments): string {
  if (values.markdown) return historyMarkdown(report);
  if (!values.json) return historyText(report);
  const stacks = report.stacks.map((one) => ({ ...one, notRecorded: gapsIn(one) }));
  return `${JSON.stringify({ ...report, stacks }, null, 2)}\n`;
}

function lastOf(value: unknown): number {
  if (value === undefined) return 10;
  if (/^[1-9]\d{0,1}$|^100$/.test(String(value))) return Number(value);
  throw refused(`--last takes a number from 1 to 100, not ${value}`);
}

function refused(problem: string): CommandError {
  const end = problem.endsWith("?") ? "" : ";";
  return new CommandError(`platform history: ${problem}${end} npx platform history --help shows its usage`);
}

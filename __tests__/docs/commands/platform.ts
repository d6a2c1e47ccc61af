import fs from "node:fs";
import path from "node:path";
import { commands } from "../../../cli/commands/commands";
import { dispatch, parsed } from "../../../cli/dispatch";
import { mayBeStack } from "../../../constructs/stack/stack-id";
import type { DocumentedCommand } from "./pages";
import { root } from "./pages";
import type { ShellCommand } from "./shell";

/** Suites below `__tests__/` that run each command of `npx platform`, with all that it asks of AWS, Terraform or git. */
export const suites: Readonly<Record<string, string>> = {
  affected: "cli/affected",
  bootstrap: "terraform/bootstrap",
  "charts record": "cli/charts/charts-record",
  compat: "cli/compat/command",
  demo: "terraform/demo-command",
  docs: "cli/docs/stale",
  doctor: "cli/doctor/doctor",
  drift: "terraform/drift",
  "guard plan": "terraform/plan-guard",
  "guard rules": "cli/guard/rules",
  "guard waivers": "cli/guard/waivers",
  hcp: "cli/hcp/first-run",
  history: "cli/history/command",
  "history record": "cli/history/command",
  permissions: "cli/permissions",
  "permissions diff": "cli/permissions-diff",
  "permissions not-narrowable": "cli/permissions-not-narrowable",
  "permissions record": "terraform/ledger-commands",
  "permissions retire": "terraform/ledger-commands",
  pipelines: "cli/pipelines/workflows",
  plan: "terraform/ledger-commands",
  ready: "terraform/first-rollout",
  report: "cli/report/command",
};

/** Commands that ask nothing of these and write nothing: they are run here, too, just as the pages show them. */
const runHere = ["guard rules", "guard waivers", "permissions", "permissions not-narrowable"];

/** Whether a page's command is run here. What stands in the text may leave words to the reader. */
export function isRunHere({ words, inBlock }: DocumentedCommand): boolean {
  const { command } = parsed(commands, words.slice(2).map(filledIn));
  return inBlock && runHere.includes(command.name);
}

/** Runs a command as the page shows it; what is wrong with it, if anything. */
export async function run({ words, variables }: DocumentedCommand): Promise<string | undefined> {
  const { exitCode, error } = await dispatch(commands, words.slice(2), variables);
  return exitCode === 0 ? undefined : `exit code ${exitCode}: ${error}`;
}

/** What is wrong with a command by the platform's own parser, and with the stacks and environments that it names. */
export function parse({ words, variables }: ShellCommand): string | undefined {
  const args = words.slice(2).map(filledIn);
  if (args.length === 0) return undefined;
  const { command, positionals, values } = parsed(commands, args);
  const stacks = [
    ...(takesStacks.includes(command.name) ? positionals : []),
    ...([values.stack ?? []].flat() as string[]),
  ];
  const unknown = stacks.filter((one) => !isStack(one));
  if (unknown.length > 0) return `there is no stack ${unknown.join(", ")}`;
  return wrongVariables(variables);
}

export function isStack(name: string): boolean {
  return mayBeStack(name);
}

const takesStacks = ["plan", "permissions retire"];

export function wrongVariables({ ENVIRONMENT, DEPLOY_AS, ...others }: ShellCommand["variables"]): string | undefined {
  // Of the programs that are called.
  const unread = Object.keys(others).filter((name) => !/^(?:AWS|CDKTF|KUBECONFIG|TERRAFORM|TF)(?:_|$)/.test(name));
  if (unread.length > 0) return `nothing reads ${unread.join(", ")}`;
  if (!["plan", "apply"].includes(DEPLOY_AS ?? "plan")) return `there is no role ${DEPLOY_AS}`;
  const environment = /^[<$]/.test(ENVIRONMENT ?? "") ? "demo" : (ENVIRONMENT ?? "demo");
  // The tutorial makes one of its own.
  if (environment === "shop" || fs.existsSync(path.join(root, `environments/${environment}.ts`))) return undefined;
  return `there is no environment ${environment}`;
}

/** What a reader would write for `<stack>`, or a loop put for `$stack`. */
const filledIn = (word: string) => word.replace(/<stack>|\$stack/, "apps").replace(/<[\w -]+>|\$\w+/, "something");

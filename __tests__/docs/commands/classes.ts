import { aws } from "./aws";
import { cdktf } from "./cdktf";
import { npm } from "./npm";
import type { DocumentedCommand } from "./pages";
import { isRunHere, parse, run } from "./platform";
import { kubectl, node, npx, terraform, velero } from "./programs";

/** Commands that are held to the same. Each command of the docs is of the first class that takes it. */
export interface CommandClass {
  readonly name: string;
  takes(command: DocumentedCommand): boolean;
  /** How the docs test holds a page's command to it, for the page that lists all classes. */
  readonly how: string;
  /** Suites below `__tests__/` that run such commands. */
  readonly runBy: readonly string[];
  /** What is wrong with a command; undefined where nothing is. */
  check(command: DocumentedCommand): string | undefined | Promise<string | undefined>;
}

const begins =
  (...start: readonly string[]) =>
  ({ words }: DocumentedCommand) =>
    start.every((word, index) => words[index] === word);

/** Of the shell and of git: what they do is not ours. */
const ofTheShell = [
  ...[
    "[",
    "break",
    "cat",
    "cd",
    "command",
    "cp",
    "done",
    "echo",
    "exit",
    "export",
    "fi",
    "for",
    "git",
    "grep",
    "jq",
    "ls",
  ],
  ...["mkdir", "mv", "read", "rm", "set", "sort", "tr"],
];

/** Of others, which are at hand nowhere: a page says how they are called, and no test. */
const ofOthers = ["cmctl", "curl", "docker", "gh", "helm", "openssl", "psql"];

export const commandClasses: readonly CommandClass[] = [
  {
    name: "the tutorial",
    takes: ({ page, inBlock }) => page.startsWith("docs/tutorial/") && inBlock,
    how: "run in a copy of the checkout, in their order; what the page shows is compared with what they print",
    runBy: ["docs/tutorial"],
    check: () => undefined,
  },
  {
    name: "`npm`",
    takes: begins("npm"),
    how: "the script is in `package.json`, the suites and options that are named exist; CI and the tutorial run them",
    runBy: ["docs/tutorial", "cli/process"],
    check: npm,
  },
  {
    name: "`npx platform`, without AWS, Terraform and git",
    takes: (command) => begins("npx", "platform")(command) && command.words.length > 2 && isRunHere(command),
    how: "run as the page shows them",
    runBy: ["docs/commands"],
    check: run,
  },
  {
    name: "`npx platform`, all others",
    takes: begins("npx", "platform"),
    how: "parsed by the command's own parser; stacks, roles and environments that are named exist; run by the suites below",
    runBy: [],
    check: parse,
  },
  {
    name: "`npx cdktf`",
    takes: begins("npx", "cdktf"),
    how: "subcommand and options are in its `--help`, the stacks exist",
    runBy: ["terraform/cdktf-cli", "terraform/cdktf-stack-by-stack", "terraform/first-rollout"],
    check: cdktf,
  },
  {
    name: "`npx`, other packages",
    takes: begins("npx"),
    how: "an installed package brings it, or the page installs it",
    runBy: [],
    check: npx,
  },
  {
    name: "`terraform` and `tofu`",
    takes: (command) => begins("terraform")(command) || begins("tofu")(command),
    how: "the subcommand and its options are among those that the docs use; plans, applies and states are run by suites",
    runBy: ["terraform/plan-then-apply", "terraform/plan-guard", "terraform/ledger-commands"],
    check: terraform,
  },
  {
    name: "`aws`",
    takes: begins("aws"),
    how: "the call is one of AWS's by its service authorization data, its options those of the client, where it is installed; nothing is called",
    runBy: [],
    check: aws,
  },
  {
    name: "`kubectl`",
    takes: begins("kubectl"),
    how: "the verb exists, and the namespace is one that an environment declares; there is no cluster",
    runBy: [],
    check: kubectl,
  },
  {
    name: "`velero`",
    takes: begins("velero"),
    how: "as `kubectl`; schedules, kinds and namespaces of restores are held to the demo's by a suite of their own",
    runBy: ["docs/restore"],
    check: velero,
  },
  {
    name: "`node -e`",
    takes: begins("node", "-e"),
    how: "what is written is JavaScript",
    runBy: [],
    check: node,
  },
  {
    name: ofOthers.map((word) => `\`${word}\``).join(", "),
    takes: ({ words }) => ofOthers.includes(words[0] ?? ""),
    how: "known by name; looked at by nobody but the reader",
    runBy: [],
    check: () => undefined,
  },
  {
    name: "the shell and git",
    takes: ({ words }) => ofTheShell.includes(words[0] ?? "") || words.length === 0,
    how: `only ${ofTheShell.map((word) => `\`${word}\``).join(", ")}: looked at by nobody but the reader`,
    runBy: [],
    check: () => undefined,
  },
];

export function classOf(command: DocumentedCommand): CommandClass | undefined {
  return commandClasses.find(({ takes }) => takes(command));
}

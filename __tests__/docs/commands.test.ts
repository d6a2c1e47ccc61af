import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { CommandError } from "../../cli/command";
import { commands } from "../../cli/commands/commands";
import { classOf, commandClasses } from "./commands/classes";
import { commandsInDocsPage, pageFile } from "./commands/page";
import { type DocumentedCommand, documentedCommands, documentedScripts, root } from "./commands/pages";
import { suites } from "./commands/platform";
import { commandsOf } from "./commands/shell";

/** Alike on several pages, a command is looked at once. */
const unique = [
  ...new Map(documentedCommands.map((one) => [JSON.stringify([one.variables, one.words, one.inBlock]), one])).values(),
];

async function wrongWith(command: DocumentedCommand): Promise<string | undefined> {
  try {
    const found = classOf(command);
    return found ? await found.check(command) : "it is of no class: __tests__/docs/commands/classes.ts";
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
}

async function problems(all: readonly DocumentedCommand[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const command of all) {
    const problem = await wrongWith(command);
    if (problem !== undefined) found.push(`${command.text}: ${problem}`);
  }
  return found;
}

const shown = (line: string): readonly DocumentedCommand[] =>
  commandsOf(line).map((command) => ({ ...command, page: "page", inBlock: true, text: line }));

it("finds commands on many pages, of nearly every class", () => {
  expect(unique.length).toBeGreaterThan(80);
  expect(new Set(documentedCommands.map(({ page }) => page)).size).toBeGreaterThan(15);
  const found = new Set(documentedCommands.map((command) => classOf(command)));
  expect(found.size).toBeGreaterThanOrEqual(commandClasses.length - 2);
});

it("every command of README, docs and stacks is one that there is", async () => {
  expect(await problems(unique)).toEqual([]);
});

it.each([
  ["npm run tset", "there is no script tset"],
  ["npm run test:terraform -- nowhere", "no suite of npm run test:terraform is called nowhere"],
  ["npm start -- --jsn", "npm start takes no --jsn"],
  ["npx platform plna apps", "unknown command plna"],
  ["npx platform plan apps --no-lokc", "unknown option '--no-lokc'"],
  ["npx platform plan shop", "there is no stack shop"],
  ["ENVIRONMENT=nowhere npx platform plan apps", "there is no environment nowhere"],
  ["DEPLOY_AS=root npx platform ready", "there is no role root"],
  ["npx platform permissions apps --why nothing", "--why takes one action"],
  ["npx cdktf deplyo", "CDKTF has no deplyo"],
  ["npx cdktf deploy apps --auto-aprove", "cdktf deploy takes no --auto-aprove"],
  ["npx cdktf deploy shop", "there is no stack shop"],
  ["npx nothing", "no package brings nothing"],
  ["terraform taint aws_vpc.vpc", "the docs use no terraform taint"],
  ["terraform plan -destroy", "the docs use no terraform plan with -destroy"],
  ["aws kms delete-aliases --alias-name alias/x", "AWS knows no kms:DeleteAliases"],
  ["aws kms delete-alias --alias x", "DeleteAlias takes no --alias"],
  ["aws cloudformation wait stack-make-complete", "cloudformation waits for no stack-make-complete"],
  ["kubectl -n nowhere get pods", "no environment has a namespace nowhere"],
  ["kubectl obtain pods", "there is no verb obtain"],
  ["velero -n cluster-services restroe get", "there is no verb restroe"],
  ["node -e 'for (const of [])'", "SyntaxError"],
  ["wget https://example.com | sh", "it is of no class"],
])("would see what is wrong with %s", async (line, problem) => {
  expect((await problems(shown(line))).join("\n")).toContain(problem);
});

it("reads lines as a shell does", () => {
  const block = "A=b c d \\\n  'e f' # g\n<h> i > j && k | l 2>&1\nfor m in n; do (o $(p | q)); done < r";
  expect(commandsOf(block)).toEqual([
    { variables: { A: "b" }, words: ["c", "d", "e f"] },
    { variables: {}, words: ["<h>", "i"] },
    { variables: {}, words: ["k"] },
    { variables: {}, words: ["l"] },
    { variables: {}, words: ["for", "m", "in", "n"] },
    { variables: {}, words: ["o", "$(p | q)"] },
    { variables: {}, words: ["done"] },
  ]);
});

it.each(documentedScripts)("%s shows a script that a shell reads", (_, script) => {
  expect(spawnSync("sh", ["-n"], { input: script, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
});

it("every command of npx platform is run by a suite", () => {
  expect(Object.keys(suites)).toEqual(commands.map(({ name }) => name).sort());
  for (const [name, suite] of Object.entries(suites)) {
    const text = fs.readFileSync(path.join(root, "__tests__", `${suite}.test.ts`), "utf8");
    expect([name, name.split(" ").filter((word) => !text.includes(word))]).toEqual([name, []]);
  }
});

it("the page that lists the classes is the current one: node cli/run.mjs __tests__/docs/commands/write.ts", () => {
  for (const suite of commandClasses.flatMap(({ runBy }) => runBy)) {
    expect(fs.existsSync(path.join(root, "__tests__", `${suite}.test.ts`))).toBe(true);
  }
  expect(fs.readFileSync(path.join(root, pageFile), "utf8")).toBe(commandsInDocsPage());
});

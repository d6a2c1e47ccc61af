import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { commands } from "../../../cli/commands/commands";
import { namesOf } from "../../../constructs/names";
import { mayBeStack, stackIds } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import { environmentOutput } from "../../support/demo";

const folder = path.join(__dirname, "../../../docs/playbooks");
const pages = [
  "migrate-nodes.md",
  "move-state.md",
  "recover-state.md",
  "replace-cluster.md",
  "shard-apps.md",
  "tear-down.md",
  "upgrade-kubernetes.md",
];
const example = loadEnvironment("example-s3");
const names = namesOf(example);
const textOf = (page: string) => fs.readFileSync(path.join(folder, page), "utf8");

/** The lines of a page's fenced commands. */
function linesOf(page: string): readonly string[] {
  const blocks = [...textOf(page).matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  return blocks.flatMap((block) => block.split("\n").map((line) => line.trim())).filter(Boolean);
}

/** The move between stacks is a script, which `__tests__/terraform/shard-apps.test.ts` runs. */
const isScript = (page: string, line: string) => page === "shard-apps.md" && line.includes("$");
const lines = pages.flatMap((page) =>
  linesOf(page).flatMap((line) => (isScript(page, line) ? [] : [[page, line] as const])),
);
const withText = (text: string) => lines.filter(([, line]) => line.includes(text));

it.each(pages)("%s says when, who, whether it worked, the way back, and how far it is tested", (page) => {
  const text = textOf(page);
  for (const part of ["**When**", "**Before you begin**", "## How far this is tested", "\nSources: ["]) {
    expect([part, text.includes(part)]).toEqual([part, true]);
  }
  expect(text).toMatch(/Way back|way back/);
  expect(linesOf(page).length).toBeGreaterThan(4);
});

it.each(pages)("%s is listed in the index, and links to what there is", (page) => {
  expect(textOf("README.md")).toContain(`](${page})`);
  const links = [...textOf(page).matchAll(/\]\(([^)\s:]+)\)/g)].map(([, link = ""]) => link.split("#"));
  for (const [file = "", heading] of links) {
    const target = path.join(folder, file || page);
    expect([file, fs.existsSync(target)]).toEqual([file, true]);
    if (heading === undefined) continue;
    const headings = [...fs.readFileSync(target, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
      anchorOf(title),
    );
    expect(headings).toContain(heading);
  }
});

/** As GitHub makes it of a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .replaceAll(" ", "-");
}

it.each(withText("npx platform "))("%s: %s is a command with options that it has", (_, line) => {
  const [, typed = ""] = /npx platform (.*)$/.exec(line) ?? [];
  const words = typed.split(" ");
  const longest = [...commands].sort((one, other) => other.name.length - one.name.length);
  const command = longest.find(({ name }) => `${typed} `.startsWith(`${name} `));
  if (!command) throw new Error(`there is no command ${typed}`);
  const args = words.slice(command.name.split(" ").length);
  const { positionals } = parseArgs({ args, options: command.options ?? {}, allowPositionals: true });
  const named = positionals.filter(mayBeStack);
  expect(named).toEqual(positionals);
});

it.each(withText("npx cdktf "))("%s: %s deploys or destroys stacks that there are", (_, line) => {
  const [, verb, stack = ""] =
    /npx cdktf (deploy|destroy) '?([\w*-]+)'?(?: --ignore-missing-stack-dependencies)?$/.exec(line) ?? [];
  expect(["deploy", "destroy"]).toContain(verb);
  expect([...stackIds, "*"]).toContain(stack);
});

it.each(withText("terraform -chdir="))("%s: %s runs in the folder of a stack", (_, line) => {
  const [, stack, verb] =
    /terraform -chdir=cdktf\.out\/stacks\/([\w-]+) (init|import|force-unlock|apply|state (?:pull|push|rm|list))\b/.exec(
      line,
    ) ?? [];
  expect(stackIds).toContain(stack);
  expect(verb).toBeDefined();
});

it("addresses are those of example-s3", () => {
  const outputs = environmentOutput("example-s3");
  const addresses = lines.flatMap(([, line]) => [...line.matchAll(/\b(aws_\w+)\.([\w-]+)/g)]);
  expect(addresses.length).toBeGreaterThan(1);
  for (const [address, type = "", name = ""] of addresses) {
    const there = stackIds.some((id) => Object.hasOwn(outputs[id].json.resource?.[type] ?? {}, name));
    expect([address, there]).toEqual([address, true]);
  }
});

it("names are those that the platform gives in example-s3", () => {
  const { state } = example;
  const text = lines.map(([, line]) => line).join("\n");
  if (state.kind !== "s3") throw new Error("example-s3 keeps its states in S3");
  expect(text).toContain(`--bucket ${names.stateBucket("apps", state.bucketPrefix)} `);
  expect(text).toContain(`--prefix ${names.stateObject("apps")} `);
  expect(text).toContain(`--name ${names.cluster} `);
  expect(text).toContain(`--repository-name ${names.imageRepository("billing", "portal")}`);
  expect(text).toContain(`--bucket ${names.bucket("backups")} `);
  expect(text).toContain(`--path-prefix ${names.iamPath} `);
  expect(text).toContain(`--source-db-cluster-snapshot-identifier ${names.database("billing")}-final `);
  expect(text).toContain(`Name=tag:cluster.k8s.amazonaws.com/name,Values=${names.cluster} `);
});

import fs from "node:fs";
import path from "node:path";
import { commands } from "../../cli/commands/commands";

const folder = path.join(__dirname, "../../docs/operations");
const pages = ["bootstrap.md", "first-rollout.md"];
const textOf = (page: string) => fs.readFileSync(path.join(folder, page), "utf8");

/** `npx platform …` of a page, without what follows it on the line. */
const commandLines = pages.flatMap((page) =>
  [...textOf(page).matchAll(/npx platform ([a-z][a-z -]*)/g)].map(([, words = ""]) => [page, words.trim()] as const),
);

it("the pages name commands", () => expect(commandLines.length).toBeGreaterThan(10));

it.each(commandLines)("%s: npx platform %s is a command, with options that it has", (_, words) => {
  const [options, names] = [words.match(/--[a-z]+/g) ?? [], words.replace(/ ?--.*/, "")];
  const command = commands.find(({ name }) => names === name || names.startsWith(`${name} `));
  expect(Object.keys(command?.options ?? {})).toEqual(expect.arrayContaining(options.map((one) => one.slice(2))));
  expect([words, command?.name]).not.toEqual([words, undefined]);
});

it("the first rollout is told in its order", () => {
  const page = textOf("first-rollout.md");
  const steps = [
    "npx platform bootstrap",
    "npx cdktf deploy identity",
    "DEPLOY_AS=apply npx platform ready",
    "DEPLOY_AS=apply npx cdktf deploy '*'",
    "npx platform permissions record",
    "npx platform bootstrap --check",
  ];
  const places = steps.map((step) =>
    page.indexOf(`\n${step}`.replace("\nnpx platform permissions", "npx platform permissions")),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

it.each(pages)("%s links to pages that there are", (page) => {
  const links = [...textOf(page).matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = ""]) => path.join(folder, link));
  expect(links.filter((link) => !fs.existsSync(link))).toEqual([]);
});

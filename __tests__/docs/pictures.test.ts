import fs from "node:fs";
import path from "node:path";
import { derivedExample } from "../../cli/docs/pictures/example";
import { outputInMemory } from "../../cli/docs/pictures/output-in-memory";
import { pictures, picturesFolder } from "../../cli/docs/pictures/pictures";
import { staleIn } from "../../cli/docs/stale";
import { reportOf } from "../../cli/report/model/report";
import { loadEnvironment } from "../../environments/load";
import { platform } from "../../main";
import { pages, root } from "./commands/pages";

const checked = (name: string) => {
  const app = platform({ environment: loadEnvironment(name) });
  app.check();
  return app;
};
const demo = checked("demo");
const guarded = checked("example-s3");
const drawn = new Map(pictures([demo, guarded]));
const textOf = (name: string) => drawn.get(`${picturesFolder}/${name}.svg`) ?? "";
const again = pictures([guarded, demo]).map(([, text]) => text);
const output = outputInMemory(demo);
const report = reportOf(output);

/** Pictures that a page shows, by Markdown or by HTML: where they lie from the root, and what is read out instead. */
function shownBy(page: string, text: string): readonly { readonly file: string; readonly alt: string }[] {
  const plain = text.replace(/^ *```[\s\S]*?^ *```/gm, "").replace(/`[^`]*`/g, "");
  const markdown = [...plain.matchAll(/!\[([^\]]*)\]\(([^)\s]+)/g)].map(([, alt = "", source = ""]) => [alt, source]);
  const elements = [...plain.matchAll(/<(?:img|source)\b[^>]*>/g)].map(([tag]) => {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
    return [of("alt"), of("src") || of("srcset")];
  });
  return [...markdown, ...elements].map(([alt = "", source = ""]) => ({
    file: path.join(path.dirname(page), source),
    alt,
  }));
}

const shown = [...pages].flatMap(([page, text]) => shownBy(page, text));

it("are current: npx platform docs", () => {
  const current = [...drawn].filter(([file]) => fs.existsSync(path.join(root, file)));
  expect(current.map(([file]) => file)).toEqual([...drawn.keys()]);
  for (const [file, text] of drawn) expect(fs.readFileSync(path.join(root, file), "utf8")).toBe(text);
});

it("are stale when one is not as it should be, or is no longer drawn", () => {
  const [[first, text] = ["", ""], ...others] = [...drawn];
  expect([...staleIn(new Map([[first, `${text} `], ...others]), root).keys()]).toContain(first);
  expect(staleIn(new Map(others), root).get(first)).toBeUndefined();
  expect([...staleIn(new Map(others), root).keys()]).toContain(first);
});

it("are there wherever a page shows one, and say what they show to who doesn't see them", () => {
  expect(shown.length).toBeGreaterThanOrEqual(drawn.size);
  expect(shown.filter(({ file }) => !fs.existsSync(path.join(root, file)))).toEqual([]);
  expect(shown.filter(({ alt }) => alt.length < 60)).toEqual([]);
});

it("would be missed in Markdown and in HTML", () => {
  const found = shownBy("docs/README.md", '![One](one.svg) <img alt="Two" src="../two.svg"> `![Code](code.svg)`');
  expect(found).toEqual([
    { file: "docs/one.svg", alt: "One" },
    { file: "two.svg", alt: "Two" },
  ]);
});

it("are each shown somewhere", () => {
  expect([...drawn.keys()].filter((file) => !shown.some((one) => one.file === file))).toEqual([]);
});

describe.each([...drawn])("%s", (_, text) => {
  it("is small, narrow enough for a page, and loads nothing", () => {
    expect(Buffer.byteLength(text)).toBeLessThan(60_000);
    expect(Number(/<svg [^>]*\bwidth="(\d+)"/.exec(text)?.[1])).toBeLessThanOrEqual(600);
    expect(text).not.toMatch(/href|<script|<image|url\((?!#)|@import/);
  });

  it("is light and dark, with a title and a description", () => {
    expect(text).toContain("@media (prefers-color-scheme: dark)");
    expect(text).toMatch(/<title>[^<]{5,}<\/title>\n<desc>[^<]{60,}<\/desc>/);
  });

  it("is drawn the same from the same output", () => {
    expect(again).toContain(text);
  });
});

it("the stacks have an arrow for each contract that is read, and no number of resources", () => {
  const arrows = [...textOf("stacks").matchAll(/class="edge-line"/g)];
  expect(arrows).toHaveLength(report.contracts.length);
  expect(textOf("stacks")).toContain("apps uses 8 of 14 outputs of app-services.");
  for (const [index, { id }] of report.stacks.entries())
    expect(textOf("stacks")).toContain(`>${index + 1} ${id}</text>`);
  expect(textOf("stacks")).not.toContain("resources");
});

it("the network has every subnet of the demo", () => {
  const blocks = report.network.tiers.flatMap(({ subnets }) => subnets.map(({ cidr }) => cidr));
  expect(blocks).toHaveLength(12);
  for (const block of blocks) expect(textOf("network")).toContain(`>${block}</text>`);
});

it("states are those of the environment whose buckets have policies", () => {
  const chips = (kind: string) => [...textOf("states").matchAll(new RegExp(`<rect class="${kind}"`, "g"))].length - 1;
  const contracts = reportOf(outputInMemory(guarded)).contracts.length;
  expect([chips("reads"), chips("writes"), chips("locks")]).toEqual([6 + contracts, 6, 6]);
  expect(textOf("states")).toContain("The state of apps is read by deployers of apps, and written by apps-apply.");
  expect(textOf("states")).toContain(">locks: plan, apply</text>");
});

it("permissions follow a resource that there is to the role that may make it", () => {
  const found = derivedExample(output, "app-services", "aws_sqs_queue", "sqs:CreateQueue");
  expect(found.conditions).toEqual(["strata:environment = demo", "strata:stack = app-services"]);
  for (const text of [found.name, found.policy, found.role]) expect(textOf("permissions")).toContain(`>${text}</text>`);
  expect(() => derivedExample(output, "apps", "aws_sqs_queue", "sqs:CreateQueue")).toThrow(
    "apps has no aws_sqs_queue that asks for sqs:CreateQueue: choose another example of derived rights",
  );
});

it("the order of a change names the stacks in theirs", () => {
  const found = [...textOf("rollout").matchAll(/>(\d) ([a-z-]+)<\/text>/g)].map(([, , stack]) => stack);
  expect(found).toEqual(report.stacks.map(({ id }) => id));
});

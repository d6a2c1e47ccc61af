import fs from "node:fs";
import path from "node:path";
import { stackIds } from "../../constructs/stack/stack-id";
import { findingsOn } from "../environments/broken";

const readme = fs.readFileSync(path.join(__dirname, "../../README.md"), "utf8");

it("is read in five minutes, at 230 words a minute", () => {
  const words = readme.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  expect(words.length).toBeLessThan(5 * 230);
});

it("begins with two lines to run", () => {
  const [, first = ""] = /```sh\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(first.trim().split("\n")).toHaveLength(2);
});

it("names the six stacks in their order", () => {
  const rows = [...readme.matchAll(/^\| (\d) +\| `([\w-]+)`/gm)].map(([, , stack]) => stack);
  expect(rows).toEqual(stackIds);
});

it("shows an app that the environment takes", () => {
  const [, example = ""] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const { apps } = new Function(`return {${example}}`)();
  expect(findingsOn({ "teams.2": { name: "returns" }, "apps.5": apps[0] })).toEqual([]);
});

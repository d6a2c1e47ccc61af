import fs from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";
import demo from "../../environments/demo";
import { findingsOn } from "../environments/broken";

const folder = path.join(__dirname, "..", "..", "docs", "apps");

/** The examples of a page, as they stand in it. */
function examplesOf(page: string): readonly string[] {
  const text = fs.readFileSync(path.join(folder, page), "utf8");
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
}

const evaluated = (code: string) => JSON.parse(JSON.stringify(runInNewContext(`(${code})`)));

it("a team and its app are ten lines, and the environment takes them", () => {
  const [code = ""] = examplesOf("README.md");
  expect(code.trim().split("\n").length).toBeLessThanOrEqual(10);
  const { teams, apps } = evaluated(`{${code}}`);
  expect([teams, apps].map(({ length }) => length)).toEqual([1, 1]);
  expect(findingsOn({ "teams.2": teams[0], "apps.5": apps[0] })).toEqual([]);
});

it("the examples of kinds are apps that the environment takes", () => {
  const apps = evaluated(`[${examplesOf("kinds.md")[0]}]`);
  expect(apps).toHaveLength(2);
  expect(findingsOn({ "apps.5": apps[0], "apps.6": apps[1] })).toEqual([]);
});

it("the example of a secret is that of the demo", () => {
  const { secrets } = evaluated(`{${examplesOf("settings-and-secrets.md")[0]}}`);
  expect(demo.apps?.find(({ name }) => name === "payments")?.secrets).toEqual(secrets);
});

import fs from "node:fs";
import path from "node:path";
import { commands } from "../../../cli/commands/commands";
import { dispatch } from "../../../cli/dispatch";
import { rules } from "../../../constructs/guardrails/registry";

const run = (...args: readonly string[]) => dispatch(commands, ["guard", "rules", ...args], {});

it("lists every rule with its severity and what holds", async () => {
  const { output, exitCode } = await run();
  expect(exitCode).toBe(0);
  const lines = output.trimEnd().split("\n").slice(1);
  expect(lines.map((line) => line.split(/\s+/)[0])).toEqual(rules.map(({ id }) => id));
  expect(lines[0]).toMatch(/^native-reference +critical +no +No stack uses/);
});

it("prints the page of the documentation as it lies there", async () => {
  const page = fs.readFileSync(path.join(__dirname, "../../../docs/reference/guardrails.md"), "utf8");
  expect((await run("--markdown")).output).toBe(page);
});

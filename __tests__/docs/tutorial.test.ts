import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { OwnRepository } from "../support/own-repository";
import { missingFrom } from "./tutorial/compare";
import { type Line, type Step, stepsOf } from "./tutorial/steps";

const root = path.join(__dirname, "../..");
const page = fs.readFileSync(path.join(root, "docs/tutorial/first-app.md"), "utf8");
const steps = stepsOf(page);

/** In the place of these a copy stands that has this checkout's packages. */
const beforehand = ["git clone <address> strata && cd strata", "npm ci"];

/** The checkout that the reader has cloned. */
const checkout = new OwnRepository("tutorial");

beforeAll(() => {
  fs.mkdirSync(checkout.root, { recursive: true });
  for (const name of ["jest.config.mjs", "__tests__/runner", "__tests__/support", "__tests__/environments"]) {
    fs.cpSync(path.join(root, name), path.join(checkout.root, name), { recursive: true });
  }
  checkout.begin();
});
afterAll(() => checkout.remove());

function run({ command, exitCode }: Line): string {
  const identity = { GIT_AUTHOR_NAME: "Reader", GIT_AUTHOR_EMAIL: "reader@example.com" };
  const committer = { GIT_COMMITTER_NAME: "Reader", GIT_COMMITTER_EMAIL: "reader@example.com" };
  const env = { ...checkout.env, ...identity, ...committer, CI: "true" };
  const { status, stdout, stderr } = spawnSync("sh", ["-c", command], { cwd: checkout.root, env, encoding: "utf8" });
  expect({ command, exitCode: status, stdout, stderr }).toEqual({ command, exitCode, stdout, stderr });
  return stdout + stderr;
}

function doStep(step: Step): void {
  if (step.kind === "edit") checkout.edit(step.file, step.from, step.to);
  if (step.kind === "write") fs.writeFileSync(path.join(checkout.root, step.file), step.text);
  if (step.kind === "run") runAll(step.commands, step.shows);
}

function runAll(lines: readonly Line[], shows: string | undefined): void {
  const printed = lines.filter(({ command }) => !beforehand.includes(command)).map(run);
  const missing = shows === undefined ? undefined : missingFrom(printed.join(""), shows);
  expect({ missing, printed }).toEqual({ missing: undefined, printed });
}

it("begins with a clone and its packages", () => {
  const [first] = steps;
  expect(first?.kind === "run" && first.commands.map(({ command }) => command)).toEqual(beforehand);
});

it.each(steps.map((step, index) => [index + 1, titleOf(step), step] as const))("step %d: %s", (_, __, step) =>
  doStep(step),
);

function titleOf(step: Step): string {
  return step.kind === "run" ? step.commands.map(({ command }) => command).join("; ") : `${step.kind} ${step.file}`;
}

describe("what a page shows", () => {
  const printed = "> strata@0.1.0 start\n\none  1.50\ntwo (1a2b3c4)\nthree\n";

  it.each(["one 2\ntwo (9f8e7d6)\nthree", "…\ntwo (0000000)\n…", "one 1\n…\nthree"])("may be %j", (shown) => {
    expect(missingFrom(printed, shown)).toBeUndefined();
  });

  it.each([
    ["one 2\nthree", "three"],
    ["…\nfour\n…", "four"],
    ["…\nthree\none 2", "one #"],
    ["one 1\ntwo (1a2b3c4)", "three"],
  ])("may not be %j", (shown, missing) => {
    expect(missingFrom(printed, shown)).toBe(missing);
  });
});

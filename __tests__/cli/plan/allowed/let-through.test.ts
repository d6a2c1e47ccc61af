import fs from "node:fs";
import path from "node:path";
import { checkoutFolder } from "../../../../cli/checkout";
import { commands } from "../../../../cli/commands/commands";
import { dispatch } from "../../../../cli/dispatch";
import { allowedFile, loadAllowed, saveAllowed } from "../../../../cli/plan/allowed/allowed-file";

// A checkout of its own: a file in this one would let plans of other suites through.
jest.mock("../../../../cli/checkout", () => {
  const own = jest
    .requireActual("node:path")
    .join(jest.requireActual("node:os").tmpdir(), `strata-allowed-${process.pid}`);
  return { checkoutFolder: () => own };
});
const folder = checkoutFolder();
beforeAll(() => fs.mkdirSync(folder, { recursive: true }));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const repository = "aws_ecr_repository.tracking";
const entry = { stack: "managed-infrastructure", address: repository, reason: "tracking is gone" };
const change = (before: object, after: object | null) => ({
  address: repository,
  mode: "managed",
  type: "aws_ecr_repository",
  change: { actions: [after ? "update" : "delete"], before, after },
});

function guard(content: unknown, ...more: readonly string[]) {
  const file = path.join(folder, "plan.json");
  fs.writeFileSync(file, JSON.stringify({ resource_changes: [content] }));
  return dispatch(commands, ["guard", "plan", file, ...more], {});
}

const destroyed = change({ name: "tracking" }, null);

it("a plan that destroys what is stored is stopped, and says the line that lets it through", async () => {
  const { exitCode, output } = await guard(destroyed, "--stack", "managed-infrastructure");
  expect(exitCode).toBe(2);
  expect(output).toContain(
    `For pipelines, write each into the list of ledger/demo.allow.json, with the reason, and have it reviewed:\n` +
      `  { "stack": "managed-infrastructure", "address": "${repository}", "reason": "" }\n`,
  );
});

describe("with a reviewed entry", () => {
  beforeAll(() => saveAllowed("demo", [entry], folder));
  afterAll(() => saveAllowed("demo", [], folder));

  it("it passes, and says by which file and why", async () => {
    for (const more of [[], ["--stack", "managed-infrastructure"]]) {
      const { exitCode, output } = await guard(destroyed, ...more);
      expect([exitCode, output]).toEqual([0, expect.stringContaining("Let through by ledger/demo.allow.json:\n")]);
      expect(output).toMatch(/\[PLAN_DESTROYS_DATA\] Reason: tracking is gone\n$/);
    }
  });

  it("of another stack, or of another address, it does not", async () => {
    expect((await guard(destroyed, "--stack", "app-services")).exitCode).toBe(2);
    expect((await guard({ ...destroyed, address: `${repository}-2` })).exitCode).toBe(2);
  });

  it("what AWS would refuse stays stopped: an apply would end half-way", async () => {
    saveAllowed("demo", [{ ...entry, stack: "app-services", address: "aws_rds_cluster.a" }], folder);
    const cluster = { address: "aws_rds_cluster.a", mode: "managed", type: "aws_rds_cluster" };
    const deletion = (deletion_protection: boolean) => ({
      ...cluster,
      change: { actions: ["delete"], before: { deletion_protection }, after: null },
    });
    const codes = [(await guard(deletion(true))).exitCode, (await guard(deletion(false))).exitCode];
    saveAllowed("demo", [entry], folder);
    expect(codes).toEqual([2, 0]);
  });
});

it("a file that is wrong stops with its own words, and no plan passes by it", async () => {
  fs.writeFileSync(path.join(folder, allowedFile("demo")), "{}");
  const { exitCode, error } = await guard(destroyed);
  fs.rmSync(path.join(folder, allowedFile("demo")));
  expect([exitCode, error]).toEqual([1, expect.stringContaining("[ALLOWED_SHAPE]")]);
});

it("a file of which nothing is left goes", () => {
  saveAllowed("demo", [entry], folder);
  expect(loadAllowed("demo", folder)).toEqual([entry]);
  saveAllowed("demo", [], folder);
  expect(fs.existsSync(path.join(folder, allowedFile("demo")))).toBe(false);
});

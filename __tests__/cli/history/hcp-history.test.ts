import { commands } from "../../../cli/commands/commands";
import { dispatch } from "../../../cli/dispatch";
import { HcpTerraform } from "../hcp/support/hcp-terraform";
import { setUpNow, variable } from "../hcp/support/run";

let hcp: HcpTerraform;
let address: string;
beforeAll(async () => {
  hcp = new HcpTerraform();
  address = await hcp.listen();
  await setUpNow(hcp, address);
  process.env[variable] = hcp.token;
});
afterAll(async () => {
  delete process.env[variable];
  await hcp.close();
});

const history = (...args: readonly string[]) =>
  dispatch(commands, ["history", "--address", address, ...args], { ENVIRONMENT: "example-hcp" });

it("a workspace without runs has nothing to tell", async () => {
  expect(await history("apps")).toEqual({
    output: "Applies of example-hcp\n\nNone is recorded.\n",
    error: "",
    exitCode: 0,
  });
});

it("runs that applied, or failed to, are the record; what never came to apply is none", async () => {
  hcp.runs.add("apps", { status: "applied", "status-timestamps": { "applied-at": "2026-11-27T08:01:43+00:00" } });
  hcp.runs.add("apps", { status: "errored", "created-at": "2026-11-28T08:01:43.171Z" }, { status: "errored" });
  hcp.runs.add("apps", { status: "errored", "created-at": "2026-11-28T09:00:00.000Z" }, { status: "unreachable" });
  hcp.runs.add("apps", { status: "planned", "created-at": "2026-11-28T09:30:00.000Z" }, { status: "pending" });
  const { output, exitCode } = await history("apps", "--json");
  expect(exitCode).toBe(0);
  const [{ records }] = JSON.parse(output).stacks;
  const run = `https://app.terraform.io/app/${hcp.organization}/workspaces/strata-example-hcp-apps/runs/`;
  expect(records).toEqual([
    {
      version: 1,
      environment: "example-hcp",
      stack: "apps",
      time: "2026-11-27T08:01:43.000Z",
      result: "succeeded",
      by: "ann",
      commit: "0123abc",
      run: expect.stringContaining(run),
      counts: { create: 2, delete: 1 },
    },
    expect.objectContaining({ result: "failed", time: "2026-11-28T08:01:43.171Z" }),
  ]);
  expect(output).not.toContain(hcp.token);
});

it("a saved plan that was applied is an apply, found behind pages of runs that never began one", async () => {
  const at = "2026-11-28T08:01:43.000Z";
  const saved = { status: "applied", operation: "save_plan", "created-at": at };
  hcp.runs.add("cluster-services", saved);
  for (let run = 0; run < 120; run++) {
    hcp.runs.add("cluster-services", { status: "errored", "created-at": at }, { status: "unreachable" });
  }
  hcp.runs.add("cluster-services", { status: "applied", operation: "plan_only", "created-at": at });
  const { output } = await history("cluster-services", "--last", "2", "--json");
  expect(JSON.parse(output).stacks[0].records).toMatchObject([{ result: "succeeded", time: at }]);
});

it("a state that no run has made is told", async () => {
  hcp.runs.makeState("apps", 12, undefined);
  const { output, exitCode } = await history("apps");
  expect([exitCode, output]).toEqual([
    2,
    expect.stringContaining("apps: the state is at serial 12, and no run has made it\n"),
  ]);
  hcp.runs.makeState("apps", 13, "run-1");
  expect((await history("apps")).exitCode).toBe(0);
});

it("a token that may not is told so", async () => {
  process.env[variable] = "other";
  expect((await history("apps")).error).toContain("app.terraform.io does not take the token");
  process.env[variable] = hcp.token;
});

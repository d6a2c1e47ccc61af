import fs from "node:fs";
import path from "node:path";
import { describeTerraform } from "./support/availability";
import { copyOfCheckout } from "./support/checkout";
import { inOrder } from "./support/parallel";
import { run } from "./support/processes";
import { editState } from "./support/stateFile";
import { apply, init } from "./support/terraform";
import { toolEnvironment } from "./support/toolEnvironment";

// The steps build upon each other, so that a failed one makes the later ones fail too.
describeTerraform("npx platform drift, in a checkout whose first two stacks are deployed", () => {
  let checkout: string;
  const stateOf = (id: string) => path.join(checkout, "state/demo", `${id}.tfstate`);
  const drift = (...args: readonly string[]) =>
    run(process.execPath, ["cli/platform.mjs", "drift", ...args], { cwd: checkout, env: toolEnvironment() });

  beforeAll(async () => {
    checkout = copyOfCheckout();
    fs.rmSync(path.join(checkout, "ledger"), { recursive: true, force: true });
    await run(process.execPath, ["cli/run.mjs", "main.ts"], { cwd: checkout, env: toolEnvironment() });
    await inOrder(["identity", "managed-infrastructure"], async (id) => {
      await init(path.join(checkout, "cdktf.out/stacks", id));
      await apply(path.join(checkout, "cdktf.out/stacks", id));
    });
  });

  it("tells what is deployed and as declared from what was never applied, and writes no state", async () => {
    const before = fs.readFileSync(stateOf("identity"), "utf8");
    const { code, stdout, stderr } = await drift();
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(
      /^identity +no drift .*\nmanaged-infrastructure +no drift .*\nkubernetes-cluster +not applied /m,
    );
    expect(stdout).toContain("apps: it has no state\n  Fix: npx cdktf deploy apps\n");
    expect(fs.readFileSync(stateOf("identity"), "utf8")).toBe(before);
    expect(fs.existsSync(stateOf("apps"))).toBe(false);
  });

  it("names what is otherwise than declared, value by value, and what is gone", async () => {
    editState(stateOf("managed-infrastructure"), ({ resources }) => {
      const vpc = resources.find(({ type }) => type === "aws_vpc");
      if (vpc) Object.assign(vpc.instances[0]?.attributes.tags, { team: "somebody" });
      const gateway = resources.findIndex(({ type }) => type === "aws_flow_log");
      resources.splice(gateway, 1);
    });
    const { code, stdout } = await drift("--stack", "managed-infrastructure", "--json");
    expect(code).toBe(2);
    const [found] = JSON.parse(stdout).stacks;
    expect([found.stack, found.state, found.outside]).toEqual(["managed-infrastructure", "to apply", []]);
    expect(found.sources).toEqual(
      expect.arrayContaining([
        { address: "aws_vpc.network_vpc", verb: "update", values: [{ path: "tags.team", before: '"somebody"' }] },
        { address: expect.stringMatching(/^aws_flow_log\./), verb: "create", values: [] },
      ]),
    );
  });

  it("names the earlier stack that is missing", async () => {
    fs.rmSync(stateOf("identity"));
    const { code, stdout } = await drift("--stack", "managed-infrastructure");
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining(
        "managed-infrastructure: identity is not applied as managed-infrastructure reads it\n  Fix: npx cdktf deploy identity\n",
      ),
    ]);
  });
});

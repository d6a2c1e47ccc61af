import { wantedOf } from "../../../cli/hcp/wanted";
import { loadEnvironment } from "../../../environments/load";
import { HcpTerraform } from "./support/hcp-terraform";
import { run, setUpNow, wanted } from "./support/run";

let hcp: HcpTerraform;
let address: string;

beforeEach(async () => {
  hcp = new HcpTerraform();
  address = await hcp.listen();
});
afterEach(() => hcp.close());

describe("identity", () => {
  it("runs on HCP Terraform once it is said so, stays there, and goes back", async () => {
    await setUpNow(hcp, address);
    hcp.giveState("identity");
    expect((await run(hcp, address, "--check")).exitCode).toBe(0);
    expect((await run(hcp, address, "--check", "--identity", "remote")).exitCode).toBe(2);
    expect((await run(hcp, address, "--yes", "--identity", "remote")).exitCode).toBe(0);
    const mode = () => hcp.workspace("identity").attributes["execution-mode"];
    expect(mode()).toBe("remote");
    expect(hcp.workspace("identity").attributes["assessments-enabled"]).toBe(true);
    expect((await run(hcp, address, "--yes")).exitCode).toBe(0);
    expect(mode()).toBe("remote");
    await run(hcp, address, "--yes", "--identity", "local");
    expect(mode()).toBe("local");
  });

  it("does not run there before its roles are", async () => {
    await setUpNow(hcp, address);
    const before = hcp.writes.length;
    const { error, exitCode } = await run(hcp, address, "--yes", "--identity", "remote");
    expect(exitCode).toBe(1);
    expect(error).toBe(
      "platform hcp: strata-example-hcp-identity has no state yet, so the roles of its runs are not there; run npx platform hcp without --identity, and apply identity as a root administrator first\n",
    );
    expect(hcp.writes).toHaveLength(before);
  });
});

describe("agents", () => {
  it("of a pool that there is are used, and those whom it lets in stay", async () => {
    const pool = hcp.store.add("agent-pools", "apool", { name: "platform-vpc", "organization-scoped": false }, "", {
      "allowed-workspaces": { data: [{ type: "workspaces", id: "ws-of-others" }] },
    });
    hcp.store.add("agents", "agent", { status: "idle" }, pool.id);
    const { output } = await setUpNow(hcp, address);
    expect(pool.relationships["allowed-workspaces"]?.data).toHaveLength(5);
    expect(pool.relationships["allowed-workspaces"]?.data).toContainEqual({ type: "workspaces", id: "ws-of-others" });
    expect(hcp.workspace("apps").relationships["agent-pool"]?.data).toMatchObject({ id: pool.id });
    expect(output).not.toContain("no agent");
  });

  it("are noted where none is connected", async () => {
    expect((await setUpNow(hcp, address)).output).toContain(
      "note: no agent of the pool platform-vpc of quillstone is connected, so runs of stacks 3 to 6 would wait: start some that have the aws command, once the VPC is there\n",
    );
  });

  it("are of a pool with the environment's name where none is named, inside the VPC", () => {
    expect(wanted({ agentPool: undefined }).agentPool).toBe("strata-example-hcp");
  });

  it("are not asked for where runners are public and no pool is named, with a note on the aws command", async () => {
    const { output } = await setUpNow(hcp, address, wanted({ agentPool: undefined }, "public"));
    expect(hcp.store.all("agent-pools")).toEqual([]);
    expect(hcp.workspace("apps").attributes["execution-mode"]).toBe("remote");
    expect(output).toContain(
      'note: HCP Terraform\'s own workers have no aws command, by which stacks 3 to 6 log in to the cluster: write cluster.login: "token", or name',
    );
  });

  it("need no aws command where runs log in by a token", async () => {
    const byToken = { awsCommand: false };
    const pooled = await setUpNow(hcp, address, { ...wanted(), ...byToken });
    expect(pooled.output).toContain("would wait: start some, once the VPC is there\n");
    const workers = await setUpNow(hcp, address, { ...wanted({ agentPool: undefined }, "public"), ...byToken });
    expect(workers.output).not.toContain("aws command");
  });

  it("and what they log in by is the environment's to say", () => {
    const environment = loadEnvironment("example-hcp");
    const { state } = environment;
    if (state.kind !== "hcp-terraform") throw new Error("example-hcp is about HCP Terraform");
    const logins = (["aws-command", "token"] as const).map(
      (login) => wantedOf({ ...environment, cluster: { ...environment.cluster, login } }, state).awsCommand,
    );
    expect(logins).toEqual([true, false]);
  });
});

describe("health assessments", () => {
  it.each(["refused", "ignored"] as const)(
    "are a note where the plan has none and says so (%s)",
    async (assessments) => {
      hcp.workspaces.assessments = assessments;
      const { output, exitCode } = await setUpNow(hcp, address);
      expect(exitCode).toBeUndefined();
      expect(output).toContain("note: strata-example-hcp-apps is not assessed (HCP Terraform: ");
      expect(output).toContain("write healthAssessments: false");
      expect(hcp.store.all("notification-configurations")).toEqual([]);
      expect((await run(hcp, address, "--check")).exitCode).toBe(2);
    },
  );

  it("are no difference where the environment asks for none", async () => {
    await setUpNow(hcp, address, wanted({ healthAssessments: false }));
    const before = hcp.writes.length;
    const { output } = await setUpNow(hcp, address, wanted({ healthAssessments: false }));
    expect(output).not.toContain("assessed");
    expect(hcp.writes).toHaveLength(before);
    expect(hcp.workspace("apps").attributes["assessments-enabled"]).toBe(false);
  });

  it("are left alone where the organization enforces them", async () => {
    hcp.assessmentsEnforced = true;
    await setUpNow(hcp, address);
    expect(hcp.workspace("apps").attributes["assessments-enabled"]).toBe(false);
    expect(hcp.store.all("notification-configurations")).toHaveLength(5);
  });
});

import { stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { printed } from "../proofs/support/printed";
import { type DeployedRun, Deployment } from "./support/deployment";
import { describeWithEmulator } from "./support/emulatorAvailability";
import { type IamContent, iamOf } from "./support/iamContent";
import { narrowed, narrowings } from "./support/narrowings";
import { inOrder } from "./support/parallel";

const example = loadEnvironment("example-s3");
const [, ...later] = stackIds;

// The steps build upon each other, so that a failed one makes the later ones fail too.
describeWithEmulator("what the providers call, checked against the roles in identity's state", () => {
  let deployment: Deployment;
  let applied: readonly DeployedRun[];

  beforeAll(async () => {
    deployment = await Deployment.start("checked-runs", example);
    await deployment.bootstrap();
  });

  afterAll(() => deployment?.stop());

  /** IAM answers for itself what `inForce` says of it. */
  async function expectIamToHoldWhatIsInForce() {
    expect(inOneOrder(await deployment.held())).toStrictEqual(inOneOrder(deployment.inForce));
  }

  it("IAM holds what identity's state says", async () => {
    expect(deployment.inForce.roles.length).toBeGreaterThan(25);
    await expectIamToHoldWhatIsInForce();
  });

  it("the other stacks are applied, and no call is denied", async () => {
    applied = await inOrder(later, (id) => deployment.apply(id));
    expect(applied.flatMap(({ denied }) => denied)).toStrictEqual([]);
    expect(sum(applied, "calls")).toBeGreaterThan(100);
    expect(sum(applied, "simulated")).toBeGreaterThan(500);
    printed("checked-runs", sum(applied, "simulated"), "calls of AWS that apply");
  });

  it("a plan reads with the plan role, and no call is denied", async () => {
    const { denied, simulated, run } = await deployment.plan("managed-infrastructure");
    expect(denied).toStrictEqual([]);
    expect(simulated).toBeGreaterThan(50);
    const role =
      "arn:aws:iam::222233334444:role/strata/example-s3/deployers/strata-example-s3-managed-infrastructure-plan";
    expect([...new Set(run.calls.map((call) => call.assume_role))]).toStrictEqual([role]);
  });

  it("they are destroyed from the last to the first, and no call is denied", async () => {
    const destroyed = await inOrder([...later].reverse(), (id) => deployment.destroy(id));
    expect(destroyed.flatMap(({ denied }) => denied)).toStrictEqual([]);
    expect(destroyed.flatMap(({ run }) => made(run, "delete")).length).toBeGreaterThan(100);
    printed("checked-runs", sum(destroyed, "simulated"), "calls of AWS that destroy");
  });

  it("identity makes and deletes an app's role with its own, and IAM follows", async () => {
    const [app] = example.apps;
    // Small, so that both fit into the quota of their team.
    const replicas = { minimum: 2, maximum: 4 };
    const outages = { ...app, name: "outages", subdomain: "outages", replicas };
    const roles = () => deployment.inForce.roles.filter(({ arn }) => arn.endsWith("-app-metering-outages"));
    deployment.revise({ ...example, apps: [...example.apps, outages] } as Environment);
    const added = await deployment.apply("identity");
    expect([added.denied, roles().length]).toStrictEqual([[], 1]);
    expect(made(added.run, "create")).toContain("aws_iam_role");
    await expectIamToHoldWhatIsInForce();
    deployment.revise(example);
    const removed = await deployment.apply("identity");
    expect([removed.denied, roles().length]).toStrictEqual([[], 0]);
    expect(made(removed.run, "delete")).toContain("aws_iam_role");
    await expectIamToHoldWhatIsInForce();
  });

  it.each(narrowings)("$what: the same calls are denied", async (narrowing) => {
    const { run } = applied.find((one) => one.run.stack === narrowing.stack) ?? {};
    const state = await deployment.state("identity");
    if (!run || !state) throw new Error(`${narrowing.stack} was not applied`);
    const { denied } = await deployment.check(run, iamOf(narrowed(state, narrowing, example.name)));
    expect(denied.length).toBeGreaterThanOrEqual(narrowing.least);
    expect(denied.filter((line) => !narrowing.denied.test(line))).toStrictEqual([]);
  });

  it("a run without calls is a failure, and so is a call of what no state holds", async () => {
    const [{ run }] = applied as [DeployedRun];
    await expect(deployment.check({ ...run, calls: [] }, deployment.inForce)).rejects.toThrow(
      "managed-infrastructure: the run made no call that could be checked",
    );
    await expect(deployment.check({ ...run, after: run.before }, deployment.inForce)).rejects.toThrow(
      /^managed-infrastructure: no state holds what was called in \{.*"action":"create"/,
    );
  });
});

function sum(runs: readonly DeployedRun[], what: "calls" | "simulated"): number {
  return runs.reduce((total, run) => total + run[what], 0);
}

/** Types of the AWS resources that were created or deleted. */
function made({ calls }: DeployedRun["run"], action: "create" | "delete"): readonly string[] {
  return calls.filter((call) => call.provider === "aws" && call.action === action).map(({ type }) => type);
}

function inOneOrder({ roles, policies }: IamContent) {
  return {
    roles: roles
      .map((role) => ({ ...role, policies: [...role.policies].sort() }))
      .sort((one, other) => (one.arn < other.arn ? -1 : 1)),
    policies,
  };
}

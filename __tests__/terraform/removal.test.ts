import { type PlatformStackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import type { App, Environment } from "../../environments/schema/environment";
import { printed } from "../proofs/support/printed";
import { withCallers } from "../support/apps";
import { type DeployedRun, Deployment } from "./support/deployment";
import { describeWithEmulator } from "./support/emulatorAvailability";
import { inOrder } from "./support/parallel";

const example = loadEnvironment("example-s3");
const [, ...later] = stackIds;
const backwards = [...stackIds].reverse();

const changed = (environment: Environment, app: (one: App) => App | undefined): Environment => ({
  ...environment,
  apps: environment.apps.flatMap((one) => app(one) ?? []),
});
const without = <Used extends { readonly name: string }>(uses: readonly Used[], gone: string) =>
  uses.filter(({ name }) => name !== gone);

/** The app `portal` is called `account` from now on. */
const renamed = changed(example, (app) =>
  withCallers({ ...app, name: app.name === "portal" ? "account" : app.name }, (callers) =>
    callers.map((caller) => caller.replace("billing/portal", "billing/account")),
  ),
);

/** Nobody uses the database `readings` any more, and it may be deleted. */
const unused: Environment = {
  ...changed(renamed, (app) => ({ ...app, uses: { ...app.uses, databases: without(app.uses.databases, "readings") } })),
  databases: renamed.databases.map((one) => ({ ...one, deletionProtection: one.name !== "readings" })),
};

/** Neither the database is left nor the team whose it was. */
const smaller: Environment = {
  ...changed(unused, (app) => (app.team === "metering" ? undefined : app)),
  databases: unused.databases.filter(({ name }) => name !== "readings"),
  teams: unused.teams.filter(({ name }) => name !== "metering"),
};

// The steps build upon each other, so that a failed one makes the later ones fail too.
describeWithEmulator("what is left out is removed by the derived roles alone", () => {
  let deployment: Deployment;
  const runs: DeployedRun[] = [];

  beforeAll(async () => {
    deployment = await Deployment.start("removal", example);
    await deployment.bootstrap();
    await inOrder(later, (id) => apply(id));
    await deployment.record();
    await apply("identity");
  });

  afterAll(() => deployment?.stop());

  /** Applies a stack with its own role, of whose calls none may be denied by what is in force at that moment. */
  async function apply(id: PlatformStackId): Promise<DeployedRun> {
    const applied = await deployment.apply(id);
    runs.push(applied);
    expect([id, applied.denied]).toStrictEqual([id, []]);
    return applied;
  }

  const deleted = ({ run }: DeployedRun) =>
    run.calls.filter(({ action, failed }) => action === "delete" && !failed).map(({ type, name }) => `${type} ${name}`);
  const roleOf = (app: string) => deployment.inForce.roles.filter(({ arn }) => arn.endsWith(`-app-${app}`));
  const rights = () => JSON.stringify(deployment.inForce);
  const expectSettled = async () => {
    for (const id of stackIds) expect([id, deleted(await apply(id))]).toStrictEqual([id, []]);
  };

  it("in the first place, every stack was applied, recorded, and its rights narrowed to the ids that are known", () => {
    expect(deployment.waiting).toStrictEqual([]);
    const ofApps = Object.entries(deployment.inForce.policies).filter(([arn]) => arn.includes("/apps/"));
    expect(JSON.stringify(ofApps)).toContain(":dbuser:");
    expect(JSON.stringify(ofApps)).not.toContain("dbuser:*");
    expect(runs.length).toBe(stackIds.length);
  });

  describe("an app that is renamed", () => {
    it("gets its new role and repository first, and keeps the old ones under its pods", async () => {
      deployment.revise(renamed);
      for (const id of ["identity", "managed-infrastructure"] as const) {
        expect([id, deleted(await apply(id))]).toStrictEqual([id, []]);
      }
      expect([roleOf("billing-portal").length, roleOf("billing-account").length]).toEqual([1, 1]);
      expect(deployment.waiting.filter(({ state }) => state === "held back").map(({ stack }) => stack)).toEqual(
        expect.arrayContaining(["identity", "managed-infrastructure"]),
      );
    });

    it("is replaced in apps, by rights that apps still has", async () => {
      await inOrder(["kubernetes-cluster", "cluster-services", "app-services"] as const, apply);
      const gone = deleted(await apply("apps"));
      expect(gone).toContain("kubernetes_deployment_v1 billing/portal");
      expect(roleOf("billing-portal").length).toBe(1);
    });

    it("loses its old role and repository in a second pass, from the last stack to the first", async () => {
      await deployment.record();
      expect(await deployment.retire()).toContain("retired: apps kubernetes_deployment_v1.billing_portal_deployment");
      const removals = await inOrder(backwards, apply);
      const gone = removals.flatMap(deleted);
      expect(gone.some((one) => one.startsWith("aws_ecr_repository ") && one.endsWith("/portal"))).toBe(true);
      expect(gone.some((one) => one.startsWith("aws_iam_role ") && one.endsWith("-app-billing-portal"))).toBe(true);
      expect(roleOf("billing-portal")).toEqual([]);
    });

    it("leaves nothing behind once it is retired", async () => {
      await deployment.record();
      await deployment.retire();
      await apply("identity");
      expect(deployment.waiting).toStrictEqual([]);
      expect(rights()).not.toContain("portal");
    });
  });

  describe("a database and a team", () => {
    it("stay whole while apps uses them: the first pass changes apps and deletes none of them", async () => {
      deployment.revise(unused);
      await inOrder(stackIds, apply);
      await deployment.record();
      await deployment.retire();
      deployment.revise(smaller);
      const passed = await inOrder(stackIds, apply);
      const byStack = new Map(passed.map((one) => [one.run.stack, deleted(one)]));
      expect(byStack.get("app-services")).toContain("aws_rds_cluster strata-example-s3-readings");
      expect(byStack.get("apps")).toContain("kubernetes_deployment_v1 metering/intake");
      // What runs in it is gone only now, after the stack that holds the namespace was applied.
      expect(byStack.get("kubernetes-cluster")?.filter((one) => one.startsWith("kubernetes_namespace_v1"))).toEqual([]);
      // The role by which the secrets operator reads the team's secrets is nobody's who runs; and a deployer with less to do
      // may come to hold its rights in one policy less.
      const lasting = byStack.get("identity")?.filter((one) => !/-sec-metering|-(plan|apply)-\w+-\d+$/.test(one));
      expect(lasting).toEqual([]);
      expect(roleOf("metering-intake").length).toBe(1);
    });

    it("go in the second pass, and their rights with them once they are retired", async () => {
      await deployment.record();
      await deployment.retire();
      const gone = (await inOrder(backwards, apply)).flatMap(deleted);
      expect(gone).toContain("kubernetes_namespace_v1 metering");
      // The developers' role outlives their access entry, which went in this pass.
      await deployment.record();
      await deployment.retire();
      await inOrder(backwards, apply);
      await deployment.record();
      await deployment.retire();
      await apply("identity");
      expect(deployment.waiting).toStrictEqual([]);
      expect(rights()).not.toMatch(/metering|readings/);
    });
  });

  it("nothing else has changed: every stack is as it is declared", async () => {
    await expectSettled();
    printed(
      "removal",
      runs.reduce((sum, { simulated }) => sum + simulated, 0),
      "calls of AWS, none of them denied",
    );
  });
});

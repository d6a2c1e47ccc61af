import { removedAskers } from "../../../cli/permissions/why";
import { stopped } from "../../../cli/plan/stopped";
import { type Ledger, recordedOf } from "../../../constructs/ledger/ledger";
import { record, unknownIn } from "../../../constructs/ledger/record";
import { retire } from "../../../constructs/ledger/retire";
import { ledgerText } from "../../../constructs/ledger/tidy";
import { waitingIn } from "../../../constructs/ledger/waiting";
import type { PlatformApp } from "../../../constructs/stack/platform-app";
import type { StackId } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import type { Environment } from "../../../environments/schema/environment";
import { platform } from "../../../main";
import { beside, deployedBy, recordedLedger } from "../../support/deployed";
import { existingNetwork, inExistingNetwork } from "../../support/networks";

const demo = loadEnvironment("demo");
const recorded = recordedLedger(demo);
const nothingPending = async () => new Set<string>();

const withoutApp = (name: string): Environment => ({
  ...demo,
  apps: demo.apps
    .filter((app) => app.name !== name)
    .map((app) => ({ ...app, calledBy: app.calledBy.filter((caller) => !caller.endsWith(`/${name}`)) })),
});
const withoutTeam = (team: string): Environment => ({
  ...demo,
  teams: demo.teams.filter(({ name }) => name !== team),
  apps: demo.apps
    .filter((app) => app.team !== team)
    .map((app) => ({ ...app, calledBy: app.calledBy.filter((caller) => !caller.startsWith(`${team}/`)) })),
});
/** No app uses it any more, as validation demands. */
const withoutDatabases: Environment = {
  ...demo,
  databases: [],
  apps: demo.apps.map((app) => ({ ...app, uses: { ...app.uses, databases: [] } })),
};

const built = (environment: Environment, ledger: Ledger = recorded) => platform({ environment, ledger });
const waiting = (app: PlatformApp) => waitingIn(app.ledger, app.heldBack, app.resolveAll());
const places = (app: PlatformApp, state: "held back" | "leaves") =>
  waiting(app).flatMap((one) => (one.state === state ? [`${one.stack} ${one.address}`] : []));
const declares = (app: PlatformApp, stack: StackId, address: string) =>
  app.resolveAll().some((one) => one.stack.id === stack && one.elements.some((element) => element.address === address));
const ofApply = (app: PlatformApp, stack: StackId): string => {
  const [identity] = app.resolveAll();
  const policies = identity?.elements.filter(
    ({ type, body }) =>
      type === "aws_iam_policy" && body.name.startsWith(app.stack(stack).names.deployerRole(stack, "apply")),
  );
  return JSON.stringify(policies?.map(({ body }) => body.policy));
};

describe("an environment as it was recorded", () => {
  const app = built(demo);

  it("declares what it declared, and nothing waits", () => {
    expect(app.findings()).toEqual([]);
    expect(waiting(app)).toEqual([]);
    expect(app.heldBack.size).toBe(0);
  });

  it("is recorded as it stands", () => {
    expect(ledgerText(record(recorded, beside(app)))).toBe(ledgerText(recorded));
  });

  it("has nothing to retire", async () => {
    const { ledger } = await retire(recorded, beside(app), nothingPending);
    expect(ledgerText(ledger)).toBe(ledgerText(recorded));
  });
});

it("what is looked up is recorded without the conditions that it was held to, so that none stops a later plan", () => {
  const { elements } = recordedOf(recordedLedger(inExistingNetwork()), "managed-infrastructure");
  const recorded = elements["data.aws_subnet.network_private-eu-central-1a"]?.body;
  expect(recorded?.id).toBe(existingNetwork.subnets.private["eu-central-1a"]?.id);
  expect(recorded).not.toHaveProperty("lifecycle");
});

describe("an app that is left out", () => {
  const app = built(withoutApp("tracking"));
  const role = "aws_iam_role.apps_fulfilment-tracking_role";

  it("keeps its role and its images while its pods run, and their outputs", () => {
    expect(app.findings()).toEqual([]);
    expect(places(app, "held back")).toEqual([
      `identity ${role}`,
      "managed-infrastructure aws_ecr_lifecycle_policy.images_fulfilment_tracking_lifecycle",
      "managed-infrastructure aws_ecr_repository.images_fulfilment_tracking_repository",
    ]);
    expect(declares(app, "identity", role)).toBe(true);
    const [, infrastructure] = app.resolveAll();
    const urls = infrastructure?.elements.find(({ address }) => address === "output.repository_urls");
    expect(urls?.body.value["fulfilment/tracking"]).toBe(
      "${aws_ecr_repository.images_fulfilment_tracking_repository.repository_url}",
    );
  });

  it("says who uses what is held back", () => {
    const [held] = waiting(app);
    expect(held?.usedBy).toEqual(["apps aws_eks_pod_identity_association.fulfilment_tracking_identity"]);
  });

  it("leaves apps now", () => {
    expect(places(app, "leaves")).toContain("apps kubernetes_deployment_v1.fulfilment_tracking_deployment");
    expect(declares(app, "apps", "kubernetes_deployment_v1.fulfilment_tracking_deployment")).toBe(false);
  });

  it("is not held back any more once its pods are retired, and is gone after a second retirement", async () => {
    const first = await retire(recorded, beside(app), nothingPending);
    expect(first.retirements.find(({ stack }) => stack === "apps")?.gone).toContain(
      "aws_eks_pod_identity_association.fulfilment_tracking_identity",
    );
    const second = built(withoutApp("tracking"), first.ledger);
    expect(second.heldBack.size).toBe(0);
    expect(declares(second, "identity", role)).toBe(false);
    // Deployed still, as the first pass left it.
    const stillThere = beside(second, deployedBy(app));
    expect((await retire(first.ledger, stillThere, nothingPending)).ledger).toEqual(first.ledger);
    const last = await retire(first.ledger, beside(second), nothingPending);
    expect(JSON.stringify(last.ledger)).not.toContain("tracking");
  });
});

describe("a team that is left out", () => {
  const app = built(withoutTeam("fulfilment"));
  const held = places(app, "held back");

  it("keeps its namespace whole while something runs in it", () => {
    expect(app.findings()).toEqual([]);
    for (const type of ["namespace", "resource_quota", "limit_range", "network_policy", "role_binding"]) {
      const ofType = held.filter((place) =>
        place.startsWith(`kubernetes-cluster kubernetes_${type}_v1.team-fulfilment`),
      );
      expect([type, ofType.length > 0]).toEqual([type, true]);
    }
  });

  it("keeps its developers' role while their access entry is there", () => {
    expect(held).toContain("identity aws_iam_role.people_developer-fulfilment_role");
  });
});

describe("a database that is left out", () => {
  const app = built(withoutDatabases);
  const cluster = "aws_rds_cluster.database-orders_cluster";

  it("stays, with its instances and its security group, while a deployed app knows its address", () => {
    expect(app.findings()).toEqual([]);
    expect(places(app, "held back")).toEqual(
      expect.arrayContaining([
        `app-services ${cluster}`,
        "app-services aws_rds_cluster_instance.database-orders_instance_0",
        "app-services aws_security_group.database-orders_access_group",
        "app-services aws_vpc_security_group_ingress_rule.database-orders_access_from-cluster",
      ]),
    );
  });

  it("stays until the apps are applied without it: a plan that would still change them keeps its use", async () => {
    const pending = async () => new Set(["kubernetes_config_map_v1.storefront_catalog_settings"]);
    const { ledger, retirements } = await retire(recorded, beside(app), pending);
    expect(retirements.find(({ stack }) => stack === "apps")?.pending).toEqual([
      "kubernetes_config_map_v1.storefront_catalog_settings",
    ]);
    expect(built(withoutDatabases, ledger).heldBack.has(`app-services ${cluster}`)).toBe(true);
  });

  it("then goes, by rights that are kept until it is gone", async () => {
    const { ledger } = await retire(recorded, beside(app), nothingPending);
    const second = built(withoutDatabases, ledger);
    expect(declares(second, "app-services", cluster)).toBe(false);
    expect(ofApply(second, "app-services")).toContain("rds:DeleteDBCluster");
    const last = await retire(ledger, beside(second), nothingPending);
    const rights = ofApply(built(withoutDatabases, last.ledger), "app-services");
    expect(rights).not.toContain("rds:");
    expect(rights).toContain("elasticache:");
  });

  it("would have left its deployers without the right to delete it, were it not for the ledger", () => {
    expect(ofApply(platform({ environment: withoutDatabases }), "app-services")).not.toContain("rds:");
  });
});

it("what is deployed, and neither declared nor recorded, is named", () => {
  const read = beside(platform({ environment: withoutDatabases }), deployedBy(platform({ environment: demo }))).find(
    ({ stack }) => stack === "app-services",
  );
  expect(read && unknownIn({ ...recorded, stacks: {} }, read)).toContain("aws_rds_cluster.database-orders_cluster");
});

it("what is held back can't be new: a plan that makes it shows a ledger that is stale, or edited", () => {
  const app = built(withoutApp("tracking"));
  const address = "aws_iam_role.apps_fulfilment-tracking_role";
  const plan = (...actions: ("create" | "update" | "no-op")[]) => ({
    resource_changes: [
      { address, mode: "managed" as const, type: "aws_iam_role", change: { actions, before: null, after: null } },
    ],
  });
  expect(stopped(plan("create"), app)).toBe(
    [
      "ledger/demo.json holds back what is not deployed, and this plan would make it [PLAN_HELD_BACK_IS_NEW]",
      `  - ${address}`,
      "Nothing was applied. The ledger is stale, or was edited by hand: look at its history,",
      "then run npx platform permissions retire.",
      "",
    ].join("\n"),
  );
  expect(stopped(plan("no-op"), app)).toBeUndefined();
  expect(stopped(plan("create"), built(demo))).toBeUndefined();
});

describe("why an action is there, says of what is left out", () => {
  const app = built(withoutDatabases, recordedLedger(demo));
  const waitingForRemoval = waiting(app).map((one) => ({ ...one, state: "leaves" as const }));

  it("that its removal asks for it", () => {
    const askers = removedAskers("rds:DeleteDBCluster", recorded, waitingForRemoval);
    expect(askers).toContainEqual(
      expect.objectContaining({
        stack: "app-services",
        roles: ["apply"],
        by: "aws_rds_cluster.database-orders_cluster",
        operation: "removal",
      }),
    );
    expect(removedAskers("rds:CreateDBCluster", recorded, waitingForRemoval)).toEqual([]);
  });
});

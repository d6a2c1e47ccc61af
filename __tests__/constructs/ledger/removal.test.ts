import { recordedAskers } from "../../../cli/permissions/why";
import { verdictOn } from "../../../cli/plan/verdict";
import { type Ledger, recordedOf } from "../../../constructs/ledger/ledger";
import { goneIn, record, unknownIn } from "../../../constructs/ledger/record";
import { knownIdsOf } from "../../../constructs/ledger/recorded-grants";
import { retire } from "../../../constructs/ledger/retire";
import { ledgerText } from "../../../constructs/ledger/tidy";
import { waitingIn } from "../../../constructs/ledger/waiting";
import { catalogue } from "../../../constructs/permissions/catalogue/catalogue";
import { derive } from "../../../constructs/permissions/derive";
import type { PlatformApp } from "../../../constructs/stack/platform-app";
import type { StackId } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import type { Environment } from "../../../environments/schema/environment";
import { platform } from "../../../main";
import { appOf, withCallers } from "../../support/apps";
import { beside, deployedBy, nothingPending, recordedLedger } from "../../support/deployed";
import { existingNetwork, inExistingNetwork } from "../../support/networks";

const demo = loadEnvironment("demo");
let recorded: Ledger;

beforeAll(async () => {
  recorded = await recordedLedger(demo);
});

const withoutApp = (name: string): Environment => ({
  ...demo,
  apps: demo.apps
    .filter((app) => app.name !== name)
    .map((app) => withCallers(app, (callers) => callers.filter((caller) => !caller.endsWith(`/${name}`)))),
});
const withoutTeam = (team: string): Environment => ({
  ...demo,
  teams: demo.teams.filter(({ name }) => name !== team),
  apps: demo.apps
    .filter((app) => app.team !== team)
    .map((app) => withCallers(app, (callers) => callers.filter((caller) => !caller.startsWith(`${team}/`)))),
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
  let app: PlatformApp;
  beforeAll(() => {
    app = built(demo);
  });

  it("declares what it declared, and nothing waits", () => {
    expect(app.findings()).toEqual([]);
    expect(waiting(app)).toEqual([]);
    expect(app.heldBack.size).toBe(0);
  });

  it("is recorded as it stands", async () => {
    expect(ledgerText(await record(recorded, beside(app), nothingPending))).toBe(ledgerText(recorded));
  });

  it("has nothing to retire", async () => {
    const { ledger } = await retire(recorded, beside(app), nothingPending);
    expect(ledgerText(ledger)).toBe(ledgerText(recorded));
  });
});

it("what is looked up is recorded without the conditions that it was held to, so that none stops a later plan", async () => {
  const { elements } = recordedOf(await recordedLedger(inExistingNetwork()), "managed-infrastructure");
  const lookedUp = elements["data.aws_subnet.network_private-eu-central-1a"]?.body;
  expect(lookedUp?.id).toBe(existingNetwork.subnets.private["eu-central-1a"]?.id);
  expect(lookedUp).not.toHaveProperty("lifecycle");
});

describe("an app that is left out", () => {
  let app: PlatformApp;
  beforeAll(() => {
    app = built(withoutApp("tracking"));
  });
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
  let app: PlatformApp;
  beforeAll(() => {
    app = built(withoutTeam("fulfilment"));
  });
  const held = () => places(app, "held back");

  it("keeps its namespace whole while something runs in it", () => {
    expect(app.findings()).toEqual([]);
    for (const type of ["namespace", "resource_quota", "limit_range", "network_policy", "role_binding"]) {
      const ofType = held().filter((place) =>
        place.startsWith(`kubernetes-cluster kubernetes_${type}_v1.team-fulfilment`),
      );
      expect([type, ofType.length > 0]).toEqual([type, true]);
    }
  });

  it("keeps its developers' role while their access entry is there", () => {
    expect(held()).toContain("identity aws_iam_role.people_developer-fulfilment_role");
  });
});

describe("a database that is left out", () => {
  let app: PlatformApp;
  beforeAll(() => {
    app = built(withoutDatabases);
  });
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
    // All that differs waits, since one thing may use another for a third.
    expect(retirements.find(({ stack }) => stack === "apps")?.pending).toEqual([
      "kubernetes_config_map_v1.fulfilment_dispatch_settings",
      "kubernetes_config_map_v1.fulfilment_order-tables_settings",
      "kubernetes_config_map_v1.fulfilment_orders_settings",
      "kubernetes_config_map_v1.fulfilment_stock-report_settings",
      "kubernetes_config_map_v1.storefront_catalog_settings",
      "kubernetes_config_map_v1.storefront_checkout_settings",
      "kubernetes_config_map_v1.storefront_magazine_settings",
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
  const unallowed = { allow: [], command: "" };
  expect(verdictOn(plan("create"), app, unallowed).stop).toBe(
    [
      "ledger/demo.json holds back what is not deployed, and this plan would make it [PLAN_HELD_BACK_IS_NEW]",
      `  - ${address}`,
      "Nothing was applied. The ledger is stale, or was edited by hand: look at its history,",
      "then run npx platform permissions retire.",
      "",
    ].join("\n"),
  );
  expect(verdictOn(plan("no-op"), app, unallowed).stop).toBeUndefined();
  expect(verdictOn(plan("create"), built(demo), unallowed).stop).toBeUndefined();
});

const bodyOf = (app: PlatformApp, stack: StackId, address: string) =>
  app
    .resolveAll()
    .find((one) => one.stack.id === stack)
    ?.elements.find((element) => element.address === address)?.body;

describe("an app that loses a database", () => {
  const policy = "aws_iam_policy.apps_storefront-catalog_policy-databases";

  it("signs in to it until its pods are applied without it", async () => {
    const app = built(withoutDatabases);
    expect(bodyOf(app, "identity", policy)?.policy).toContain("rds-db:connect");
    expect(
      declares(app, "identity", "aws_iam_role_policy_attachment.apps_storefront-catalog_attachment-databases"),
    ).toBe(true);
    const { ledger } = await retire(recorded, beside(app), nothingPending);
    expect(declares(built(withoutDatabases, ledger), "identity", policy)).toBe(false);
  });
});

it("the cache user of an app that is left out stays, in its group, while its pods sign in as it", () => {
  const app = built(withoutApp("web"));
  const user = "aws_elasticache_user.cache-user-storefront-web";
  expect(app.heldBack.get(`app-services ${user}`)).toEqual(["apps kubernetes_config_map_v1.storefront_web_settings"]);
  expect(bodyOf(app, "app-services", "aws_elasticache_user_group.cache-sessions_users")?.user_ids).toContain(
    `\${${user}.user_id}`,
  );
});

it("the key that signs a zone stays, under its alias, until nothing is signed with it", async () => {
  const zone = { source: "create" as const, delegated: true, deletable: false };
  const signed = (dnssec: boolean): Environment => ({ ...demo, dns: { ...demo.dns, zone: { ...zone, dnssec } } });
  const ledger = await recordedLedger(signed(true));
  const app = built(signed(false), ledger);
  expect(declares(app, "app-services", "aws_route53_key_signing_key.dns-signing_key-signing-key")).toBe(false);
  for (const type of ["aws_kms_key.dns-signing_key", "aws_kms_alias.dns-signing_alias"]) {
    expect(declares(app, "managed-infrastructure", type)).toBe(true);
    expect(declares(built(signed(false), await recordedLedger(signed(false))), "managed-infrastructure", type)).toBe(
      false,
    );
  }
});

it("subnets that are held back keep their network ACLs and their way to S3", async () => {
  const us: Environment = {
    ...demo,
    aws: { ...demo.aws, region: "us-east-1" },
    network: { ...demo.network, zones: ["a", "b", "c", "d"].map((zone) => `us-east-1${zone}`) } as never,
  };
  const fewer: Environment = { ...us, network: { ...us.network, zones: us.network.zones.slice(0, 3) } as never };
  const app = platform({ environment: fewer, ledger: await recordedLedger(us) });
  expect(app.findings()).toEqual([]);
  const held = [...app.heldBack.keys()].filter((place) => place.startsWith("managed-infrastructure aws_subnet."));
  const [subnet = ""] = held.filter((place) => place.includes("private")).map((place) => place.split(" ")[1]);
  expect(subnet).toContain("us-east-1d");
  expect(bodyOf(app, "managed-infrastructure", "aws_network_acl.network_private_acl")?.subnet_ids).toContain(
    `\${${subnet}.id}`,
  );
});

describe("what is held back and names something that has gone", () => {
  const edit = (from: string, to: string): Ledger => JSON.parse(JSON.stringify(recorded).replaceAll(from, to));

  it("is one finding that says what to do", () => {
    const app = built(
      withoutApp("tracking"),
      edit("aws_iam_policy.boundaries_workloads.arn", "aws_iam_policy.old.arn"),
    );
    expect(app.findings().map(({ code, value, place }) => [code, value, place])).toContainEqual([
      "LEDGER_DANGLING",
      "aws_iam_policy.old",
      "identity aws_iam_role.apps_fulfilment-tracking_role, held back by the ledger",
    ]);
  });
});

describe("what is recorded", () => {
  it("leaves what a plan would change as it was", async () => {
    const changed = built({ ...demo, dns: { ...demo.dns, domain: "other.tideline.example" } });
    const pending = async () => new Set(["aws_route53_zone.dns_zone"]);
    const states = deployedBy(built(demo));
    const now = await record(recorded, beside(changed, states), pending);
    const zone = (ledger: Ledger) => ledger.stacks["app-services"]?.elements["aws_route53_zone.dns_zone"];
    expect(zone(now)).toEqual(zone(recorded));
    expect(zone(now)?.known?.of).toBe(demo.dns.domain);
  });

  it("holds no key of an output that is not deployed", async () => {
    const first = appOf(demo, "web-service", "storefront/web");
    const more = built({ ...demo, apps: [...demo.apps, { ...first, name: "extra", subdomain: "extra" }] });
    const now = await record(recorded, beside(more, deployedBy(built(demo))), nothingPending);
    const outputs = ({ stacks }: Ledger) => Object.values(stacks).map((stack) => stack?.outputs);
    expect(outputs(now)).toEqual(outputs(recorded));
    expect(JSON.stringify(outputs(now))).toContain("storefront/web");
  });

  it("and gone, without being left out, is named: what is made anew has other ids", () => {
    const app = built(demo);
    const states = new Map(deployedBy(app));
    states.set("app-services", { elements: new Map(), outputs: {} });
    const read = beside(app, states).find(({ stack }) => stack === "app-services");
    expect(read && goneIn(recorded, read)).toContain("aws_route53_zone.dns_zone");
  });
});

describe("why an action is there", () => {
  const askers = (environment: Environment, action: string) => {
    const { resources } = derive(built(environment).resolveAll(), catalogue, { knownIds: knownIdsOf(recorded) });
    return recordedAskers(action, recorded, resources);
  };

  it("says of what is left out and not held back that it was recorded so", () => {
    const leaving = askers(withoutApp("tracking"), "eks:DeletePodIdentityAssociation");
    expect(leaving.map(({ by, operation, roles }) => [by, operation, roles])).toContainEqual([
      "aws_eks_pod_identity_association.fulfilment_tracking_identity",
      "as recorded",
      ["apply"],
    ]);
    expect(askers(withoutDatabases, "rds:CreateDBCluster")).toEqual([]);
  });

  it("says nothing of what is declared as it was recorded", () => {
    expect(askers(demo, "eks:DeletePodIdentityAssociation")).toEqual([]);
  });
});

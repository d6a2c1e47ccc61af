import { stackIds } from "../../constructs/stack/stack-id";
import demo from "../../environments/demo";
import { kubernetesVersions } from "../../environments/schema/data/kubernetes-versions";
import type { EnvironmentInput } from "../../environments/schema/environment";
import { validateEnvironment } from "../../environments/schema/validate";
import { describeTerraform } from "./support/availability";
import { inOrder, inParallel } from "./support/parallel";
import { type Direction, type Rollout, rollOut, type StackChange } from "./support/rollout";
import { scratchFolder } from "./support/scratch";
import { StackFolders } from "./support/stackFolders";
import { readState } from "./support/stateFile";
import { apply, destroy, init, stateList } from "./support/terraform";

const [newest, previous] = kubernetesVersions.map(({ version }) => version);
/**
 * What runs before the first scenario, and is what each of them leaves. Without a web ACL, which would go with the NAT
 * gateways: the stand-ins know its types only where a stack's folder names them.
 */
const start: EnvironmentInput = {
  ...demo,
  cluster: { ...demo.cluster, version: previous ?? "", workerNodes: { instanceTypes: ["m7i.xlarge"] } },
  waf: { enabled: false },
};
const upgraded: EnvironmentInput = { ...start, cluster: { ...start.cluster, version: newest ?? "" } };
/** A release of the nodes' image, made for the version that they run. */
const withRelease = (patch: number): EnvironmentInput => {
  const nodes = { releaseVersion: `${newest}.${patch}-2026110${patch}` };
  const { systemNodes, workerNodes } = upgraded.cluster;
  const cluster = { systemNodes: { ...systemNodes, ...nodes }, workerNodes: { ...workerNodes, ...nodes } };
  return { ...upgraded, cluster: { ...upgraded.cluster, ...cluster } };
};
/** Both groups on Graviton, on their other sides. */
const graviton = {
  systemNodes: { ...upgraded.cluster.systemNodes, instanceTypes: ["m8g.large"], side: "b" as const },
  workerNodes: { ...upgraded.cluster.workerNodes, instanceTypes: ["m8g.xlarge"], side: "b" as const },
};
const { systemNodes = {}, workerNodes } = upgraded.cluster;
const besides: EnvironmentInput = {
  ...upgraded,
  cluster: {
    ...upgraded.cluster,
    systemNodes: { ...graviton.systemNodes, leaving: systemNodes },
    workerNodes: { ...graviton.workerNodes, leaving: workerNodes ?? {} },
  },
};
const moved: EnvironmentInput = { ...upgraded, cluster: { ...upgraded.cluster, ...graviton } };
const withTeam: EnvironmentInput = {
  ...upgraded,
  teams: [...(upgraded.teams ?? []), { name: "returns" }],
  apps: [
    ...(upgraded.apps ?? []),
    { name: "labels", team: "returns", image: { tag: "1.0.0" }, subdomain: "returns", uses: { databases: ["orders"] } },
  ],
};
/** An app with a datastore of its own, as one entry of the environment. */
const withApp = (image: { readonly tag: string }): EnvironmentInput => ({
  ...upgraded,
  apps: [
    ...(upgraded.apps ?? []),
    { name: "wishes", team: "storefront", image, uses: { databases: [{ name: "orders" }], caches: ["sessions"] } },
  ],
});
const withNat = (nat: "single" | "none") => ({ ...upgraded, network: { ...upgraded.network, nat } });

// Each step goes on from the state that the one before has left, as a platform does over the years.
describeTerraform("scenarios: a running platform, changed by configuration alone", () => {
  let root: string;
  let stacks: StackFolders;
  const changeTo = async (input: unknown, direction: Direction = "forward"): Promise<Rollout> => {
    const rollout = await rollOut(root, validateEnvironment(input, "scenario"), direction);
    expect(rollout.leftOver).toStrictEqual([]);
    return rollout;
  };
  const everything = async () => (await inParallel(stackIds, 2, (id) => stateList(stacks.of(id)))).flat();

  beforeAll(async () => {
    root = scratchFolder("scenarios");
    stacks = new StackFolders(root, validateEnvironment(start, "scenario")).synthesize();
    await inParallel(stackIds, 2, (id) => init(stacks.of(id)));
    await inOrder(stackIds, (id) => apply(stacks.of(id)));
  });

  it("an upgrade of Kubernetes by one minor version replaces nothing", async () => {
    const { changes } = await changeTo(upgraded);
    expect(changes.filter(({ action }) => action !== "update").map(shown)).toStrictEqual([]);
    expect([...new Set(changes.map(({ stack }) => stack))]).toStrictEqual(["kubernetes-cluster"]);
    const types = changes.map(({ type }) => type);
    expect(types.filter((type) => type === "aws_eks_cluster")).toHaveLength(1);
    expect(types.filter((type) => type === "aws_eks_node_group")).toHaveLength(2);
    expect(types).toContain("aws_eks_addon");
  });

  it("a release of the nodes' image is chosen, and a newer one, in place", async () => {
    const inPlace = [
      "kubernetes-cluster aws_eks_node_group update",
      "kubernetes-cluster aws_eks_node_group update",
      // Karpenter's nodes run the release of the system nodes.
      "cluster-services helm_release update",
    ];
    for (const patch of [1, 2]) {
      const { changes } = await changeTo(withRelease(patch));
      expect(changes.map(({ stack, type, action }) => `${stack} ${type} ${action}`)).toStrictEqual(inPlace);
    }
    await changeTo(upgraded);
  });

  it("a team comes with its app and goes again, and nobody else loses anything", async () => {
    const before = await everything();
    const came = (await changeTo(withTeam)).changes;
    // The job that makes the users of a database is another one for other users.
    const anew = ["app-services kubernetes_job_v1.database-users-orders_job: replace"];
    expect(came.filter(({ action }) => !["create", "update"].includes(action)).map(shown)).toStrictEqual(anew);
    const made = came.filter(({ action }) => action === "create");
    expect(new Set(made.map(({ stack }) => stack))).toStrictEqual(
      new Set(["identity", "managed-infrastructure", "kubernetes-cluster", "apps"]),
    );
    expect(made.filter(({ address }) => !address.includes("returns")).map(shown)).toStrictEqual([]);

    const went = (await changeTo(upgraded, "backward")).changes;
    expect(went.filter(({ action }) => !["delete", "update"].includes(action)).map(shown)).toStrictEqual(anew);
    const removed = went.filter(({ action }) => action === "delete");
    expect(removed.map(({ address }) => address).sort()).toStrictEqual(made.map(({ address }) => address).sort());
    expect(await everything()).toStrictEqual(before);
  });

  it("an app comes as one entry, and each stack makes what is the app's and nothing else", async () => {
    const came = (await changeTo(withApp({ tag: "1.0.0" }))).changes;
    const made = came.filter(({ action }) => action === "create");
    expect(new Set(made.map(({ stack }) => stack))).toStrictEqual(
      new Set(["identity", "managed-infrastructure", "app-services", "apps"]),
    );
    expect(made.filter(({ address }) => !address.includes("wishes")).map(shown)).toStrictEqual([]);
    // Beside it: who may use the cache, and the users of the database.
    const others = came.filter(({ action }) => action !== "create");
    expect(others.map(({ stack, type, action }) => `${stack} ${type} ${action}`).sort()).toStrictEqual([
      "app-services aws_elasticache_user_group update",
      "app-services kubernetes_config_map_v1 update",
      "app-services kubernetes_job_v1 replace",
    ]);
  });

  it("another image of it changes one deployment", async () => {
    const { changes } = await changeTo(withApp({ tag: "1.0.1" }));
    expect(changes.map(shown)).toStrictEqual(["apps kubernetes_deployment_v1.storefront_wishes_deployment: update"]);
  });

  it("another version of a secret makes another Secret, and then replaces the pods that take it", async () => {
    const rotated = (version: string): EnvironmentInput => {
      const apps = withApp({ tag: "1.0.1" }).apps?.map((app) =>
        app.name === "payments" ? { ...app, secrets: app.secrets?.map((secret) => ({ ...secret, version })) } : app,
      );
      return { ...withApp({ tag: "1.0.1" }), ...(apps && { apps }) };
    };
    const { changes } = await changeTo(rotated("AWSPREVIOUS"));
    expect(changes.map(shown).sort()).toStrictEqual([
      "apps helm_release.storefront_payments_secret-card-processor: replace",
      "apps kubernetes_deployment_v1.storefront_payments_deployment: update",
    ]);
    await changeTo(upgraded, "backward");
  });

  it("a change of the NAT mode moves routes and gateways, and no subnet or table", async () => {
    const single = ofNetwork(await changeTo(withNat("single")));
    expect(counted(single)).toStrictEqual({ "aws_eip delete": 2, "aws_nat_gateway delete": 2, "aws_route update": 2 });
    const none = ofNetwork(await changeTo(withNat("none")));
    expect(counted(none.filter(({ action }) => ["delete", "replace"].includes(action)))).toStrictEqual({
      "aws_eip delete": 1,
      "aws_nat_gateway delete": 1,
      "aws_route delete": 3,
    });
    const perZone = ofNetwork(await changeTo(upgraded)).filter(({ action }) => action !== "delete");
    expect(counted(perZone)).toStrictEqual({ "aws_eip create": 3, "aws_nat_gateway create": 3, "aws_route create": 3 });
  });

  it("nodes move to another group in two applies: one makes it, the other takes the drained one away", async () => {
    const both = (action: string) => {
      const types = ["aws_eks_node_group", "aws_eks_node_group", "aws_launch_template", "aws_launch_template"];
      return types.map((type) => `kubernetes-cluster ${type} ${action}`);
    };
    const shownOf = ({ changes }: Rollout) =>
      changes.map(({ stack, type, action }) => `${stack} ${type} ${action}`).sort();
    expect(shownOf(await changeTo(besides))).toStrictEqual(both("create"));
    expect(shownOf(await changeTo(moved))).toStrictEqual(both("delete"));
  });

  it("and at the end all of it is destroyed", async () => {
    await inOrder([...stackIds].reverse(), (id) => destroy(stacks.of(id)));
    const left = stackIds.map((id) => [id, readState(stacks.stateFile(id)).resources]);
    expect(left).toStrictEqual(stackIds.map((id) => [id, []]));
  });
});

/** Without the deployers' policies, which follow what is declared. */
function ofNetwork({ changes }: Rollout): readonly StackChange[] {
  return changes.filter(({ stack }) => stack === "managed-infrastructure");
}

function shown({ stack, address, action }: StackChange): string {
  return `${stack} ${address}: ${action}`;
}

/** How often each action came upon each type. */
function counted(changes: readonly StackChange[]): Readonly<Record<string, number>> {
  const kinds = changes.map(({ type, action }) => `${type} ${action}`).sort();
  return Object.fromEntries([...new Set(kinds)].map((kind) => [kind, kinds.filter((one) => one === kind).length]));
}

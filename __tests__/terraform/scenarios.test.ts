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
/** What runs before the first scenario, and is what each of them leaves. */
const start: EnvironmentInput = { ...demo, cluster: { ...demo.cluster, version: previous ?? "" } };
const upgraded: EnvironmentInput = { ...start, cluster: { ...start.cluster, version: newest ?? "" } };
const withTeam: EnvironmentInput = {
  ...upgraded,
  teams: [...(upgraded.teams ?? []), { name: "returns" }],
  apps: [
    ...(upgraded.apps ?? []),
    { name: "labels", team: "returns", image: { tag: "1.0.0" }, subdomain: "returns", uses: { databases: ["orders"] } },
  ],
};
const withNat = (nat: string) => ({ ...upgraded, network: { ...upgraded.network, nat } });

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
    expect(changes.filter(({ actions }) => actions.join() !== "update").map(shown)).toStrictEqual([]);
    expect([...new Set(changes.map(({ stack }) => stack))]).toStrictEqual(["kubernetes-cluster"]);
    const types = changes.map(({ type }) => type);
    expect(types.filter((type) => type === "aws_eks_cluster")).toHaveLength(1);
    expect(types.filter((type) => type === "aws_eks_node_group")).toHaveLength(2);
    expect(types).toContain("aws_eks_addon");
  });

  it("a team comes with its app and goes again, and nobody else loses anything", async () => {
    const before = await everything();
    const came = (await changeTo(withTeam)).changes;
    expect(came.filter(({ actions }) => actions.includes("delete")).map(shown)).toStrictEqual([]);
    const made = came.filter(({ actions }) => actions.join() === "create");
    expect(new Set(made.map(({ stack }) => stack))).toStrictEqual(
      new Set(["identity", "managed-infrastructure", "kubernetes-cluster", "apps"]),
    );
    expect(made.filter(({ address }) => !address.includes("returns")).map(shown)).toStrictEqual([]);

    const went = (await changeTo(upgraded, "backward")).changes;
    const removed = went.filter(({ actions }) => actions.includes("delete"));
    expect(removed.filter(({ actions }) => actions.join() !== "delete").map(shown)).toStrictEqual([]);
    expect(removed.map(({ address }) => address).sort()).toStrictEqual(made.map(({ address }) => address).sort());
    expect(await everything()).toStrictEqual(before);
  });

  it("a change of the NAT mode moves routes and gateways, and no subnet or table", async () => {
    const single = (await changeTo(withNat("single"))).changes;
    expect(counted(single)).toStrictEqual({ "aws_eip delete": 2, "aws_nat_gateway delete": 2, "aws_route update": 2 });
    const perZone = (await changeTo(upgraded)).changes;
    expect(counted(perZone)).toStrictEqual({ "aws_eip create": 2, "aws_nat_gateway create": 2, "aws_route update": 2 });
  });

  it("and at the end all of it is destroyed", async () => {
    await inOrder([...stackIds].reverse(), (id) => destroy(stacks.of(id)));
    const left = stackIds.map((id) => [id, readState(stacks.stateFile(id)).resources]);
    expect(left).toStrictEqual(stackIds.map((id) => [id, []]));
  });
});

function shown({ stack, address, actions }: StackChange): string {
  return `${stack} ${address}: ${actions.join(", ")}`;
}

/** How often each action came upon each type. */
function counted(changes: readonly StackChange[]): Readonly<Record<string, number>> {
  const kinds = changes.map(({ type, actions }) => `${type} ${actions.join(", ")}`).sort();
  return Object.fromEntries([...new Set(kinds)].map((kind) => [kind, kinds.filter((one) => one === kind).length]));
}

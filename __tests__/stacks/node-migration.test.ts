import { nodesAtOnce, nodesAtOnceText } from "../../cli/plan/nodes-at-once";
import { stackIds } from "../../constructs/stack/stack-id";
import { change, planOf } from "../cli/plan/data/changes";
import { type Changes, validated } from "../environments/broken";
import { synthesizePlatform } from "../support/demo";
import { Graph } from "../support/graph";
import type { SynthesizedStack } from "../support/synthesize";

const platformOf = (changes: Changes) =>
  synthesizePlatform({ environment: validated({ "cluster.workerNodes": {}, ...changes }) });

// docs/playbooks/migrate-nodes.md, revision by revision.
const old = { instanceTypes: ["m7i.large"], minimum: 4, maximum: 8 };
const next = { instanceTypes: ["m8g.large"], minimum: 3, side: "b" };
const revisions = [old, { ...next, leaving: old }, next].map((nodes) => platformOf({ "cluster.systemNodes": nodes }));
const [before, beside, after] = revisions.map((platform) => platform["kubernetes-cluster"]) as [
  SynthesizedStack,
  SynthesizedStack,
  SynthesizedStack,
];

/** Every resource, by its address, without what it waits for: an order changes nothing that is there. */
function resourcesOf({ json }: SynthesizedStack): Readonly<Record<string, unknown>> {
  const all = Object.entries(json.resource ?? {}).flatMap(([type, named]) =>
    Object.entries(named).map(([name, { depends_on, ...body }]) => [`${type}.${name}`, body] as const),
  );
  return Object.fromEntries(all);
}

const [one, two, three] = [before, beside, after].map(resourcesOf) as [object, object, object];

it("the first apply makes a group and its template, and changes nothing of what is there", () => {
  const made = Object.keys(two).filter((address) => !(address in one));
  expect(made.sort()).toEqual([
    "aws_eks_node_group.system-nodes-b_nodes",
    expect.stringMatching(/^aws_launch_template\.system-nodes-b_/),
  ]);
  expect(two).toMatchObject(one);
});

it("the second takes the old group and its template away, and changes nothing else", () => {
  const gone = Object.keys(two).filter((address) => !(address in three));
  expect(gone.sort()).toEqual([
    "aws_eks_node_group.system-nodes_nodes",
    expect.stringMatching(/^aws_launch_template\.system-nodes_/),
  ]);
  expect(two).toMatchObject(three);
});

it("no other stack is touched: the deployer's rights reach every group of the cluster", () => {
  const others = stackIds.filter((id) => id !== "kubernetes-cluster");
  for (const id of others) {
    const [first, ...rest] = revisions.map((platform) => platform[id].json.resource);
    expect([id, ...rest]).toEqual([id, ...rest.map(() => first)]);
  }
});

it("both groups take the same pods, and no name is taken twice", () => {
  const groups = beside.all("aws_eks_node_group");
  const [from, to] = [groups["system-nodes_nodes"], groups["system-nodes-b_nodes"]];
  expect([to?.labels, to?.taint]).toEqual([from?.labels, from?.taint]);
  expect([from?.node_group_name_prefix, to?.node_group_name_prefix]).toEqual(["system-", "system-b-"]);
  const names = Object.values(beside.all("aws_launch_template")).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

it("add-ons wait for the group that stays", () => {
  const graph = new Graph(beside);
  for (const addOn of graph.all("aws_eks_addon.controller-add-ons_")) {
    expect(graph.before(addOn)).toContain("aws_eks_node_group.system-nodes-b_nodes");
  }
});

it("the next migration goes back to the first side", () => {
  const again = { "cluster.systemNodes": { ...old, leaving: { instanceTypes: next.instanceTypes } } };
  const back = resourcesOf(platformOf(again)["kubernetes-cluster"]);
  expect(Object.keys(back).sort()).toEqual(Object.keys(two).sort());
});

describe("a plan that changes sides in one apply", () => {
  const [a, b] = ["aws_eks_node_group.system-nodes_nodes", "aws_eks_node_group.system-nodes-b_nodes"];
  const workers = "aws_eks_node_group.worker-nodes_nodes";
  const made = (address: string) => change(address, ["create"], null);
  const gone = (address: string) => change(address, ["delete"], {});

  it("is stopped, whichever way it goes", () => {
    expect(nodesAtOnce(planOf(made(b), gone(a)))).toEqual([{ address: a, successor: b }]);
    expect(nodesAtOnce(planOf(gone(b), made(a)))).toEqual([{ address: b, successor: a }]);
  });

  it.each([
    ["makes the other side beside it", planOf(made(b))],
    ["takes the other side away", planOf(gone(a))],
    ["replaces a group, which makes the new one first", planOf(change(a, ["create", "delete"], {}))],
    ["gives up worker nodes while system nodes come", planOf(gone(workers), made(b))],
  ])("passes where it %s", (_, plan) => expect(nodesAtOnce(plan)).toEqual([]));

  it("is told how to go on", () => {
    expect(nodesAtOnceText(nodesAtOnce(planOf(made(b), gone(a))))).toBe(
      [
        "Nodes would go before their pods have others to run on [PLAN_NODES_AT_ONCE]",
        `  - ${a} is deleted while ${b} is made`,
        "Nothing was applied. Write the old group's settings into leaving of the new one, and leave it out once it is",
        "drained: docs/playbooks/migrate-nodes.md.",
        "",
      ].join("\n"),
    );
  });
});

import type { Construct } from "constructs";
import { NodeGroup, type NodeGroupProps } from "../../constructs/cluster/node-group";
import type { NodeSide } from "../../environments/schema/cluster";
import type { Environment } from "../../environments/schema/environment";

/** Ids of the groups: part of their Terraform addresses. */
const ids = { system: "system-nodes", workers: "worker-nodes" } as const;

type Settings = Environment["cluster"]["systemNodes"];
type Common = Omit<NodeGroupProps, "purpose" | keyof Settings>;

/**
 * The group of nodes for a purpose, and beside it the one that leaves: each side has an address of its own, so that one
 * apply makes the new group and touches nothing of the old one, and another takes the old one away.
 */
export function declareNodes(
  scope: Construct,
  purpose: keyof typeof ids,
  { side, leaving, ...settings }: Settings,
  common: Common,
): NodeGroup {
  if (leaving) declareOn(scope, side === "a" ? "b" : "a", purpose, { ...common, ...leaving });
  return declareOn(scope, side, purpose, { ...common, ...settings });
}

function declareOn(
  scope: Construct,
  side: NodeSide,
  purpose: keyof typeof ids,
  props: Omit<NodeGroupProps, "purpose">,
): NodeGroup {
  const suffix = side === "a" ? "" : `-${side}`;
  return new NodeGroup(scope, `${ids[purpose]}${suffix}`, { ...props, purpose: `${purpose}${suffix}` });
}

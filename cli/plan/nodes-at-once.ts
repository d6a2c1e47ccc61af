import { changesIn, type Plan, type ResourceChange, verbOf } from "../terraform/plan-changes";

/** A group of nodes that would go in the apply that makes the one for its pods. */
export interface Overtaken {
  readonly address: string;
  /** What is made meanwhile, in no order that anything keeps. */
  readonly successor: string;
}

/**
 * Groups that a plan moves to their other side at once. Terraform orders nothing between the two: the old nodes could be
 * gone before a new one is ready. A replacement at one address makes the new group first, and so is none of these.
 */
export function nodesAtOnce(plan: Plan): readonly Overtaken[] {
  const groups = changesIn(plan).filter(({ type }) => type === "aws_eks_node_group");
  const made = groups.filter((change) => verbOf(change) === "create");
  return groups.flatMap((change) => {
    const successor = made.find((other) => kindOf(other) === kindOf(change));
    return verbOf(change) === "delete" && successor ? [{ address: change.address, successor: successor.address }] : [];
  });
}

/** Such as `system`, whichever side it is on. */
function kindOf({ address }: ResourceChange): string {
  return /\.(system|worker)-nodes/.exec(address)?.[1] ?? address;
}

/** What to tell who planned it. */
export function nodesAtOnceText(groups: readonly Overtaken[]): string {
  return [
    "Nodes would go before their pods have others to run on [PLAN_NODES_AT_ONCE]",
    ...groups.map(({ address, successor }) => `  - ${address} is deleted while ${successor} is made`),
    "Nothing was applied. Write the old group's settings into leaving of the new one, and leave it out once it is",
    "drained: docs/playbooks/migrate-nodes.md.",
    "",
  ].join("\n");
}

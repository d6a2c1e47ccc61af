import type { ResolvedElement } from "../../stack/resolved-tree";
import { type FinishedTree, oncePerTree, stackOf } from "../finished-tree";
import { texts } from "../provider-values";

/**
 * What a subnet is for: `public` where the load balancer controller looks for it, `isolated` where the contract hands it
 * to datastores or the control plane, and `private` otherwise.
 */
export type SubnetUse = "public" | "private" | "isolated";

const isolatedOutputs = ["data_subnet_ids", "control_plane_subnet_ids"];

const isolated = oncePerTree((tree): ReadonlySet<ResolvedElement | undefined> => {
  const outputs = tree.elements.filter(({ block, name }) => block === "output" && isolatedOutputs.includes(name));
  return new Set(
    outputs.flatMap((output) => Object.values(output.body.value ?? {}).map((id) => tree.behind(output, id))),
  );
});

export function useOf(tree: FinishedTree, subnet: ResolvedElement): SubnetUse {
  if (isolated(tree).has(subnet)) return "isolated";
  return subnet.body.tags?.["kubernetes.io/role/elb"] === undefined ? "private" : "public";
}

/** The subnets that a route table leads out of, by the associations that are declared. */
export const subnetsByTable = oncePerTree((tree) => {
  const found = new Map<ResolvedElement, ResolvedElement[]>();
  for (const association of tree.resources("aws_route_table_association")) {
    const table = tree.behind(association, association.body.route_table_id);
    const subnet = tree.behind(association, association.body.subnet_id);
    if (table && subnet) found.set(table, [...(found.get(table) ?? []), subnet]);
  }
  return found;
});

/** The subnets that a network ACL stands before. */
export function subnetsOfAcl(tree: FinishedTree, acl: ResolvedElement): readonly ResolvedElement[] {
  const beside = tree
    .resources("aws_network_acl_association")
    .filter((one) => stackOf(one) === stackOf(acl) && tree.behind(one, one.body.network_acl_id) === acl);
  return [
    ...texts(acl.body.subnet_ids ?? []).map((id) => tree.behind(acl, id)),
    ...beside.map((one) => tree.behind(one, one.body.subnet_id)),
  ].filter((subnet) => subnet !== undefined);
}

import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree, oncePerTree } from "../finished-tree";
import { installedOfKind } from "../kubernetes/objects";
import { blocksAt, placeOf, switched, texts } from "../provider-values";
import type { Rule, Violation } from "../rule";

/** Arguments that give a thing a public address: the block they stand in, and their name; all are off by default. */
export const switches: readonly (readonly [types: readonly string[], within: string, argument: string])[] = [
  [["aws_instance", "aws_launch_configuration", "aws_spot_instance_request"], "", "associate_public_ip_address"],
  [["aws_launch_template"], "network_interfaces", "associate_public_ip_address"],
  [["aws_default_subnet", "aws_subnet"], "", "map_public_ip_on_launch"],
  [["aws_ecs_service"], "network_configuration", "assign_public_ip"],
  [
    [
      "aws_db_instance",
      "aws_dms_replication_instance",
      "aws_mq_broker",
      "aws_neptune_cluster_instance",
      "aws_rds_cluster_instance",
      "aws_redshift_cluster",
      "aws_redshiftserverless_workgroup",
      "aws_timestreaminfluxdb_db_instance",
    ],
    "",
    "publicly_accessible",
  ],
];

/** Public subnets give out no addresses of their own accord either: load balancers and NAT gateways bring theirs. */
export const publicIp: Rule = {
  id: "public-ip",
  title: "NAT gateways and load balancers have public addresses, and nothing else",
  severity: "critical",
  sources: [
    "AWS Security Hub EC2.9, EC2.15, EC2.25, RDS.2, Redshift.1",
    "CIS Amazon EKS Benchmark 5.4.3",
    "EKS best practices, networking: subnets",
  ],
  check: (tree) => [
    ...switches.flatMap(([types, within, argument]) =>
      tree.resources(...types).flatMap((element) => switchedOn(element, within, argument)),
    ),
    ...tree
      .resources("aws_eip")
      .filter((address) => !bringers(tree).has(address))
      .map(loose),
    ...tree.resources("aws_eip_association").map(associated),
    ...tree.resources("aws_msk_cluster").flatMap(brokers),
    ...installedOfKind(tree, "EC2NodeClass")
      .filter(({ spec }) => spec?.associatePublicIPAddress === true)
      .map((one) => ({ ...one.at("spec.associatePublicIPAddress"), value: true, ...words })),
  ],
};

const words = {
  problem: "it gets an address that the internet can reach",
  fix: "turn it off: what is inside goes out through NAT, and is reached through a load balancer",
};

function switchedOn(element: ResolvedElement, within: string, argument: string): readonly Violation[] {
  return blocksAt(element.body, within)
    .filter(({ block }) => switched(block[argument], false) === true)
    .map(({ place, block }) => ({ ...at(element, placeOf(place, argument)), value: block[argument], ...words }));
}

/** Addresses that a NAT gateway, or a load balancer for the world, has for its own. */
const bringers = oncePerTree((tree): ReadonlySet<ResolvedElement | undefined> => {
  const ofGateways = tree.resources("aws_nat_gateway").flatMap((gateway) => {
    const zonal = blocksAt(gateway.body, "availability_zone_address").map(({ block }) => block.allocation_ids);
    return behindAll(tree, gateway, [gateway.body.allocation_id, gateway.body.secondary_allocation_ids, ...zonal]);
  });
  const ofBalancers = tree
    .resources("aws_lb", "aws_alb")
    .filter(({ body }) => switched(body.internal, false) === false)
    .flatMap((balancer) => {
      const addresses = blocksAt(balancer.body, "subnet_mapping").map(({ block }) => block.allocation_id);
      return behindAll(tree, balancer, addresses);
    });
  return new Set([...ofGateways, ...ofBalancers]);
});

function behindAll(tree: FinishedTree, user: ResolvedElement, names: readonly unknown[]) {
  return names
    .filter((name) => name !== undefined)
    .flatMap(texts)
    .map((name) => tree.behind(user, name))
    .filter((element) => element !== undefined);
}

function loose(address: ResolvedElement): Violation {
  const argument = ["instance", "network_interface"].find((name) => address.body[name] !== undefined);
  return {
    ...at(address, argument),
    value: argument && address.body[argument],
    problem: argument
      ? words.problem.replace("it", "what it belongs to")
      : "this public address belongs to no NAT gateway",
    fix: "remove it: what is inside goes out through NAT, and is reached through a load balancer",
  };
}

function associated(association: ResolvedElement): Violation {
  const argument = association.body.instance_id === undefined ? "network_interface_id" : "instance_id";
  return {
    ...at(association, argument),
    value: association.body[argument],
    ...words,
    fix: words.fix.replace("turn it off", "remove it"),
  };
}

function brokers(cluster: ResolvedElement): readonly Violation[] {
  return blocksAt(cluster.body, "broker_node_group_info.connectivity_info.public_access")
    .filter(({ block }) => !["DISABLED", undefined].includes(block.type))
    .map(({ place, block }) => ({ ...at(cluster, `${place}.type`), value: block.type, ...words }));
}

import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree } from "../finished-tree";
import { blocks, blocksAt, counted, isExpression, switched } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { inProduction, otherwise } from "./production";

/** NAT gateways are no part of it: one for all zones is a choice of the environment, and loses no data. */
export const singleZone: Rule = {
  id: "single-zone",
  title: "In production, what holds data outlives the loss of a zone",
  severity: "high",
  sources: [
    "AWS Security Hub ElastiCache.3, Opensearch.6, RDS.5, RDS.15",
    "AWS Well-Architected REL10-BP01",
    "EKS best practices, reliability: data plane",
  ],
  check: inProduction((tree) => [
    ...clusters(tree),
    ...tree.resources("aws_db_instance").flatMap(singleInstance),
    ...tree.resources("aws_elasticache_replication_group").flatMap(cacheGroup),
    ...tree.resources("aws_elasticache_cluster").filter(standsAlone).map(singleCache),
    ...tree.resources("aws_memorydb_cluster").flatMap(withoutReplica),
    ...tree.resources("aws_efs_file_system").flatMap(inOneZone),
    ...tree.resources("aws_opensearch_domain", "aws_elasticsearch_domain").flatMap(search),
    ...tree.resources("aws_mq_broker").flatMap(broker),
    ...tree.resources("aws_msk_cluster").flatMap(brokers),
    ...tree
      .resources("aws_fsx_windows_file_system", "aws_fsx_openzfs_file_system", "aws_fsx_ontap_file_system")
      .flatMap(fsx),
    ...tree.resources("kubernetes_stateful_set_v1", "kubernetes_stateful_set").flatMap(oneCopy),
  ]),
};

/** Types of clusters whose nodes are resources of their own. */
const members: Readonly<Record<string, string>> = {
  aws_docdb_cluster: "aws_docdb_cluster_instance",
  aws_neptune_cluster: "aws_neptune_cluster_instance",
  aws_rds_cluster: "aws_rds_cluster_instance",
};

function clusters(tree: FinishedTree): readonly Violation[] {
  return Object.entries(members).flatMap(([type, member]) => {
    const instances = tree.resources(member);
    return tree.resources(type).flatMap((cluster) => {
      // RDS makes and spreads the three instances of such a cluster itself.
      if (cluster.body.db_cluster_instance_class !== undefined) return [];
      return crowded(
        cluster,
        instances.filter((one) => isOf(tree, one, cluster)),
      );
    });
  });
}

function isOf(tree: FinishedTree, instance: ResolvedElement, cluster: ResolvedElement): boolean {
  const { cluster_identifier: identifier } = instance.body;
  return isExpression(identifier)
    ? tree.behind(instance, identifier) === cluster
    : identifier === cluster.body.cluster_identifier;
}

function crowded(cluster: ResolvedElement, instances: readonly ResolvedElement[]): readonly Violation[] {
  if (instances.some(({ body }) => body.count !== undefined || body.for_each !== undefined)) return [];
  const zones = instances.map(({ body }) => body.availability_zone);
  const [first] = zones;
  const oneZone = first !== undefined && zones.every((zone) => zone === first);
  if (instances.length >= 2 && !oneZone) return [];
  return [
    {
      ...at(cluster),
      value: instances.length >= 2 ? first : `${instances.length} ${instances.length === 1 ? "instance" : "instances"}`,
      problem:
        instances.length >= 2
          ? "all of its instances stand in this one zone"
          : "no other instance takes over when the zone of the only one fails",
      fix: `give it two instances or more in different zones, by instances of the database, ${otherwise}`,
    },
  ];
}

function violation(element: ResolvedElement, argument: string, problem: string, fix: string): Violation {
  return { ...at(element, argument), value: element.body[argument], problem, fix: `${fix}, ${otherwise}` };
}

function singleInstance(element: ResolvedElement): readonly Violation[] {
  const { multi_az, replicate_source_db } = element.body;
  if (replicate_source_db !== undefined || switched(multi_az, false) !== false) return [];
  return [violation(element, "multi_az", "no stand-by in another zone takes over", "set multi_az to true")];
}

function cacheGroup(element: ResolvedElement): readonly Violation[] {
  const { body } = element;
  const replicas = counted(body.num_cache_clusters, 1 + (counted(body.replicas_per_node_group, 0) ?? 1));
  if (replicas !== undefined && replicas < 2) {
    const argument = body.num_cache_clusters === undefined ? "replicas_per_node_group" : "num_cache_clusters";
    return [
      violation(element, argument, "it has no replica that could take over", "give the cache one replica or more"),
    ];
  }
  const off = ["automatic_failover_enabled", "multi_az_enabled"].find((name) => switched(body[name], false) === false);
  if (off === undefined) return [];
  return [violation(element, off, "no replica in another zone takes over by itself", `set ${off} to true`)];
}

/** One with others of its kind belongs to a group, which is looked at instead. */
function standsAlone({ body }: ResolvedElement): boolean {
  return body.replication_group_id === undefined && body.az_mode !== "cross-az";
}

function singleCache(element: ResolvedElement): Violation {
  const memcached = element.body.engine === "memcached";
  return violation(
    element,
    memcached ? "az_mode" : "num_cache_nodes",
    memcached ? "all of its nodes stand in one zone" : "it is a single node, which nothing replaces",
    memcached ? 'set az_mode to "cross-az"' : "declare an aws_elasticache_replication_group with a replica",
  );
}

function withoutReplica(element: ResolvedElement): readonly Violation[] {
  if (counted(element.body.num_replicas_per_shard, 1) !== 0) return [];
  return [
    violation(element, "num_replicas_per_shard", "it has no replica that could take over", "set it to 1 or more"),
  ];
}

function inOneZone(element: ResolvedElement): readonly Violation[] {
  if (element.body.availability_zone_name === undefined) return [];
  return [
    violation(element, "availability_zone_name", "the files lie in this one zone", "leave availability_zone_name out"),
  ];
}

function search(element: ResolvedElement): readonly Violation[] {
  const { instance_count, zone_awareness_enabled } = blocksAt(element.body, "cluster_config")[0]?.block ?? {};
  const single = (counted(instance_count, 1) ?? 2) < 2;
  if (!single && switched(zone_awareness_enabled, false) !== false) return [];
  const argument = single ? "instance_count" : "zone_awareness_enabled";
  return [
    {
      ...at(element, `cluster_config.${argument}`),
      value: single ? instance_count : zone_awareness_enabled,
      problem: "all of its data lies in one zone",
      fix: `set cluster_config.zone_awareness_enabled to true, with an instance_count of 2 or more, ${otherwise}`,
    },
  ];
}

function broker(element: ResolvedElement): readonly Violation[] {
  const { deployment_mode: mode = "SINGLE_INSTANCE" } = element.body;
  if (mode !== "SINGLE_INSTANCE") return [];
  return [
    violation(
      element,
      "deployment_mode",
      "it is a single broker, which nothing replaces",
      'set deployment_mode to "ACTIVE_STANDBY_MULTI_AZ" or "CLUSTER_MULTI_AZ"',
    ),
  ];
}

function brokers(element: ResolvedElement): readonly Violation[] {
  const { client_subnets: subnets } = blocksAt(element.body, "broker_node_group_info")[0]?.block ?? {};
  if (isExpression(subnets) || blocks(subnets).length !== 1) return [];
  return [
    {
      ...at(element, "broker_node_group_info.client_subnets"),
      value: subnets,
      problem: "all brokers stand in the zone of this one subnet",
      fix: `name subnets of two zones or more, ${otherwise}`,
    },
  ];
}

/** Windows and OpenZFS stand in one zone unless told otherwise. */
function fsx(element: ResolvedElement): readonly Violation[] {
  const { deployment_type: type = "SINGLE_AZ_1" } = element.body;
  if (!String(type).startsWith("SINGLE_AZ")) return [];
  return [
    violation(element, "deployment_type", "the files lie in one zone", 'choose a deployment_type of "MULTI_AZ_1"'),
  ];
}

/** A volume of EBS lives in one zone, and with it the only pod that has it. */
function oneCopy(element: ResolvedElement): readonly Violation[] {
  return blocksAt(element.body, "spec").flatMap(({ block: { replicas, volume_claim_template: claims } }) => {
    if (blocks(claims).length === 0 || (counted(replicas, 1) ?? 2) >= 2) return [];
    return [
      {
        ...at(element, "spec.replicas"),
        value: replicas,
        problem: "its one pod has its volume in one zone, and nothing to run on when that fails",
        fix: `give the service two replicas or more, which keep copies of their data, ${otherwise}`,
      },
    ];
  });
}

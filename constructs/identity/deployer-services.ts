import type { PlatformStackId } from "../stack/stack-id";
import type { Part } from "./boundaries/services/reaches";

/** What a stack's deployers may ever be given, whoever writes their policies. */
export interface DeployerServices {
  /** Parts of AWS; of each what is the environment's own. */
  readonly parts: readonly Part[];
  /** Kinds of roles that they may hand over, by the part of the path, and the services to which. */
  readonly passes: Readonly<Partial<Record<"cluster" | "services" | "controllers" | "apps", readonly string[]>>>;
  /** AWS services whose own service-linked role they may have AWS make. */
  readonly linkedRoles: readonly string[];
}

const pods = ["pods.eks.amazonaws.com"];

/** The outer limits of the stacks' deployers, on one screen. States come on top, each stack its own. Shards have those of `apps`. */
export const deployerServices: Readonly<Record<PlatformStackId, DeployerServices>> = {
  // IAM stands in a boundary of its own: see the root of trust.
  identity: { parts: [], passes: {}, linkedRoles: [] },
  "managed-infrastructure": {
    parts: ["buckets", "detector", "file-storage", "image-caches", "images", "keys", "logs", "network"],
    passes: { services: ["ecr.amazonaws.com", "vpc-flow-logs.amazonaws.com"] },
    linkedRoles: [
      "elasticfilesystem.amazonaws.com",
      "guardduty.amazonaws.com",
      "inspector2.amazonaws.com",
      "pullthroughcache.ecr.amazonaws.com",
    ],
  },
  "kubernetes-cluster": {
    parts: ["cluster", "cluster-logs", "nodes", "key-use", "security-groups"],
    passes: { cluster: ["ec2.amazonaws.com", "eks.amazonaws.com"], controllers: pods },
    linkedRoles: ["eks.amazonaws.com", "eks-nodegroup.amazonaws.com"],
  },
  "cluster-services": {
    parts: ["events", "key-use", "log-deliveries", "logs", "metrics", "pod-identities", "queues"],
    passes: { controllers: pods },
    linkedRoles: [],
  },
  "app-services": {
    parts: [
      "caches",
      "certificates",
      "databases",
      "database-logs",
      "dns",
      "key-use",
      "log-deliveries",
      "logs",
      "pod-identities",
      "queues",
      "security-groups",
      "tables",
      "team-buckets",
      "web-acl",
    ],
    passes: { controllers: pods, services: ["monitoring.rds.amazonaws.com"] },
    linkedRoles: ["elasticache.amazonaws.com", "rds.amazonaws.com"],
  },
  apps: { parts: ["pod-identities"], passes: { apps: pods }, linkedRoles: [] },
};

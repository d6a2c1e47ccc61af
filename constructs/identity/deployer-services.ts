import type { StackId } from "../stack/stack-id";
import { type BucketPurpose, bucketPurposes } from "../storage/bucket-purposes";

/** What a stack's deployers may ever be given, whoever writes their policies. */
export interface DeployerServices {
  /** AWS services by their IAM prefix. */
  readonly services: readonly string[];
  /** Kinds of roles that they may hand over, by the part of the path. */
  readonly passes: readonly ("cluster" | "services" | "controllers" | "apps")[];
  /** AWS services whose own service-linked role they may have AWS make. */
  readonly linkedRoles: readonly string[];
  /** The platform's buckets whose settings they may change, by purpose, never what is in them. @default - none */
  readonly buckets?: readonly BucketPurpose[];
}

/** The outer limits of the stacks' deployers, on one screen. States come on top, each stack its own. */
export const deployerServices: Readonly<Record<StackId, DeployerServices>> = {
  identity: { services: ["iam"], passes: [], linkedRoles: [] },
  "managed-infrastructure": {
    services: ["ec2", "ecr", "elasticfilesystem", "guardduty", "inspector2", "kms", "logs"],
    passes: ["services"],
    linkedRoles: [
      "elasticfilesystem.amazonaws.com",
      "guardduty.amazonaws.com",
      "inspector2.amazonaws.com",
      "pullthroughcache.ecr.amazonaws.com",
    ],
    buckets: bucketPurposes,
  },
  "kubernetes-cluster": {
    services: ["ec2", "eks", "kms", "logs"],
    passes: ["cluster", "controllers"],
    linkedRoles: ["eks.amazonaws.com", "eks-nodegroup.amazonaws.com"],
  },
  "cluster-services": { services: ["eks", "logs"], passes: ["controllers"], linkedRoles: [] },
  "app-services": {
    services: ["acm", "ec2", "eks", "elasticache", "kms", "logs", "rds", "route53", "secretsmanager"],
    passes: ["controllers", "services"],
    linkedRoles: ["elasticache.amazonaws.com", "rds.amazonaws.com"],
  },
  apps: { services: ["eks"], passes: ["apps"], linkedRoles: [] },
};

import type { Operation } from "../../../constructs/permissions/entry";

type Calls = Readonly<Partial<Record<Operation, readonly string[]>>>;

const grants = ["kms:CreateGrant", "kms:DescribeKey"];
const detector = ["guardduty:GetDetector", "guardduty:UpdateDetector"];
const tags = ["s3:TagResource", "s3:UntagResource"];
const entries = ["ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAclEntry"];

/**
 * Calls that neither oracle shows: of types that they lack, and what services ask KMS in their caller's name, which no
 * emulator does. Each with its source.
 */
export const documented: Readonly<Record<string, { readonly source: string; readonly calls: Calls }>> = {
  aws_network_acl: {
    source: "hashicorp/terraform-provider-aws, internal/service/ec2/vpc_network_acl.go",
    calls: {
      create: ["ec2:CreateNetworkAcl", "ec2:CreateNetworkAclEntry", "ec2:ReplaceNetworkAclAssociation"],
      read: ["ec2:DescribeNetworkAcls"],
      update: ["ec2:ReplaceNetworkAclAssociation", ...entries],
      delete: ["ec2:DeleteNetworkAcl", "ec2:ReplaceNetworkAclAssociation"],
    },
  },
  aws_default_network_acl: {
    source: "hashicorp/terraform-provider-aws, internal/service/ec2/vpc_default_network_acl.go",
    calls: {
      create: ["ec2:CreateTags", "ec2:DeleteNetworkAclEntry"],
      read: ["ec2:DescribeNetworkAcls"],
      update: ["ec2:CreateTags", "ec2:DeleteTags", ...entries],
    },
  },
  aws_default_route_table: {
    source: "hashicorp/terraform-provider-aws, internal/service/ec2/vpc_default_route_table.go",
    calls: {
      create: ["ec2:CreateTags"],
      read: ["ec2:DescribeRouteTables"],
      update: ["ec2:CreateTags", "ec2:DeleteTags", "ec2:DeleteRoute"],
    },
  },
  aws_rds_cluster: {
    source: "Aurora user guide, Encrypting Amazon Aurora resources; Permissions for Secrets Manager integration",
    calls: { create: [...grants, "kms:Decrypt", "kms:GenerateDataKey"] },
  },
  aws_elasticache_replication_group: {
    source: "ElastiCache user guide, At-Rest Encryption in ElastiCache",
    calls: { create: grants },
  },
  aws_s3_bucket: {
    source:
      "hashicorp/terraform-provider-aws 6.23, #45251: tags go with CreateBucket, and by the tagging calls of S3 Control",
    calls: { create: ["s3:TagResource"], read: ["s3:ListTagsForResource"], update: tags },
  },
  aws_s3_bucket_logging: {
    source: "hashicorp/terraform-provider-aws, internal/service/s3/bucket_logging.go",
    calls: {
      create: ["s3:PutBucketLogging"],
      read: ["s3:GetBucketLogging"],
      update: ["s3:PutBucketLogging"],
      delete: ["s3:PutBucketLogging"],
    },
  },
  aws_efs_file_system: {
    source: "Amazon EFS user guide, Using AWS KMS keys for Amazon EFS; internal/service/efs/file_system.go",
    calls: {
      create: [...grants, "kms:GenerateDataKeyWithoutPlaintext", "elasticfilesystem:TagResource"],
      update: ["elasticfilesystem:UpdateFileSystem", "elasticfilesystem:UntagResource"],
    },
  },
  aws_efs_file_system_policy: {
    source: "hashicorp/terraform-provider-aws, internal/service/efs/file_system_policy.go",
    calls: {
      create: ["elasticfilesystem:PutFileSystemPolicy"],
      read: ["elasticfilesystem:DescribeFileSystemPolicy"],
      update: ["elasticfilesystem:PutFileSystemPolicy"],
      delete: ["elasticfilesystem:DeleteFileSystemPolicy"],
    },
  },
  aws_efs_mount_target: {
    source: "Amazon EFS API reference, CreateMountTarget, DeleteMountTarget, ModifyMountTargetSecurityGroups",
    calls: {
      create: ["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces"],
      update: ["ec2:ModifyNetworkInterfaceAttribute"],
      delete: ["ec2:DeleteNetworkInterface"],
    },
  },
  aws_cloudwatch_event_rule: {
    source: "hashicorp/terraform-provider-aws, internal/service/events/rule.go",
    calls: { create: ["events:TagResource"], update: ["events:PutRule", "events:UntagResource"] },
  },
  aws_cloudwatch_event_target: {
    source: "hashicorp/terraform-provider-aws, internal/service/events/target.go",
    calls: { update: ["events:PutTargets"] },
  },
  aws_dynamodb_table: {
    source:
      "DynamoDB developer guide, Encryption at rest usage notes, Attribute-based access control; " +
      "hashicorp/terraform-provider-aws, internal/service/dynamodb/table.go",
    calls: {
      create: [...grants, "dynamodb:TagResource", "dynamodb:UpdateTimeToLive", "kms:Decrypt", "kms:GenerateDataKey"],
      update: [
        "dynamodb:UntagResource",
        "dynamodb:UpdateContinuousBackups",
        "dynamodb:UpdateTable",
        "dynamodb:UpdateTimeToLive",
      ],
    },
  },
  aws_sqs_queue: {
    source: "SQS API reference, CreateQueue; hashicorp/terraform-provider-aws, internal/service/sqs/queue.go",
    calls: { create: ["sqs:TagQueue"], update: ["sqs:SetQueueAttributes", "sqs:UntagQueue"] },
  },
  aws_guardduty_detector: {
    source: "hashicorp/terraform-provider-aws, internal/service/guardduty/detector.go",
    calls: {
      create: ["guardduty:CreateDetector", "guardduty:GetDetector"],
      read: ["guardduty:GetDetector"],
      update: [...detector, "guardduty:TagResource", "guardduty:UntagResource"],
      delete: ["guardduty:DeleteDetector"],
    },
  },
  aws_guardduty_detector_feature: {
    source: "hashicorp/terraform-provider-aws, internal/service/guardduty/detector_feature.go",
    calls: { create: detector, read: ["guardduty:GetDetector"], update: detector },
  },
  aws_ecr_pull_through_cache_rule: {
    source: "hashicorp/terraform-provider-aws, internal/service/ecr/pull_through_cache_rule.go",
    calls: { update: ["ecr:UpdatePullThroughCacheRule"] },
  },
  aws_ecr_repository_creation_template: {
    source: "hashicorp/terraform-provider-aws, internal/service/ecr/repository_creation_template.go",
    calls: {
      create: ["ecr:CreateRepositoryCreationTemplate", "ecr:DescribeRepositoryCreationTemplates", "iam:PassRole"],
      read: ["ecr:DescribeRepositoryCreationTemplates"],
      update: ["ecr:UpdateRepositoryCreationTemplate"],
      delete: ["ecr:DeleteRepositoryCreationTemplate"],
    },
  },
  aws_vpc_ipv4_cidr_block_association: {
    source: "hashicorp/terraform-provider-aws, internal/service/ec2/vpc_ipv4_cidr_block_association.go",
    calls: {
      create: ["ec2:AssociateVpcCidrBlock", "ec2:DescribeVpcs"],
      read: ["ec2:DescribeVpcs"],
      delete: ["ec2:DisassociateVpcCidrBlock", "ec2:DescribeVpcs"],
    },
  },
  aws_vpc_security_group_egress_rule: {
    source: "hashicorp/terraform-provider-aws, internal/service/ec2/vpc_security_group_egress_rule.go",
    calls: {
      create: ["ec2:AuthorizeSecurityGroupEgress", "ec2:CreateTags", "ec2:DescribeSecurityGroupRules"],
      read: ["ec2:DescribeSecurityGroupRules"],
      update: ["ec2:CreateTags", "ec2:DeleteTags", "ec2:ModifySecurityGroupRules"],
      delete: ["ec2:RevokeSecurityGroupEgress"],
    },
  },
  "data.aws_availability_zone": {
    source: "hashicorp/terraform-provider-aws, internal/service/ec2/ec2_availability_zone_data_source.go",
    calls: { read: ["ec2:DescribeAvailabilityZones"] },
  },
  "data.aws_vpc": {
    source: "hashicorp/terraform-provider-aws, internal/service/ec2/vpc_data_source.go",
    calls: { read: ["ec2:DescribeRouteTables", "ec2:DescribeVpcAttribute", "ec2:DescribeVpcs"] },
  },
  "data.aws_subnet": {
    source: "hashicorp/terraform-provider-aws, internal/service/ec2/vpc_subnet_data_source.go",
    calls: { read: ["ec2:DescribeSubnets"] },
  },
};

import type { Operation } from "../../../constructs/permissions/entry";

type Calls = Readonly<Partial<Record<Operation, readonly string[]>>>;

const grants = ["kms:CreateGrant", "kms:DescribeKey"];
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
  "data.aws_vpc": {
    source: "hashicorp/terraform-provider-aws, internal/service/ec2/vpc_data_source.go",
    calls: { read: ["ec2:DescribeRouteTables", "ec2:DescribeVpcAttribute", "ec2:DescribeVpcs"] },
  },
  "data.aws_subnet": {
    source: "hashicorp/terraform-provider-aws, internal/service/ec2/vpc_subnet_data_source.go",
    calls: { read: ["ec2:DescribeSubnets"] },
  },
};

import { allow, type Statement } from "../policy-document";
import type { Deployed } from "./stack-permissions";

export function databases({ names, grants, partition, accountId, region }: Deployed): readonly Statement[] {
  const rds = (...types: readonly string[]) => types.map((type) => names.arn("rds", `${type}:${names.database("*")}`));
  const own = rds("cluster", "cluster-pg", "db", "subgrp");
  const service = "rds.amazonaws.com";
  return [
    grants.create("Make", [...verbs("Create"), "rds:AddTagsToResource"], own),
    // A cluster is authorized on its groups as well, an instance on its cluster. `default:*` are AWS's own.
    grants.change("MakeWithin", ["rds:CreateDBCluster", "rds:CreateDBInstance"], own),
    allow(
      "MakeWithDefaults",
      ["rds:CreateDBCluster", "rds:CreateDBInstance"],
      [names.arn("rds", "og:default:*"), names.arn("rds", "pg:default.*")],
    ),
    grants.change(
      "Change",
      [...verbs("Delete"), ...verbs("Modify"), "rds:RebootDBInstance", "rds:ResetDBClusterParameterGroup"],
      own,
    ),
    grants.retag("Retag", ["rds:AddTagsToResource", "rds:RemoveTagsFromResource"], own),
    // The last snapshot of a cluster that is deleted bears its tags.
    grants.create("KeepSnapshots", ["rds:AddTagsToResource", "rds:CreateDBClusterSnapshot"], rds("cluster-snapshot")),
    allow("FinalSnapshots", "rds:DeleteDBCluster", rds("cluster-snapshot")),
    grants.passRole("PassMonitoringRole", names.serviceRoleArn("database-monitoring"), [
      "monitoring.rds.amazonaws.com",
    ]),
    allow(
      "LinkedRole",
      "iam:CreateServiceLinkedRole",
      `arn:${partition}:iam::${accountId}:role/aws-service-role/${service}/*`,
      {
        StringEquals: { "iam:AWSServiceName": service },
      },
    ),
    grants.grantKey("Encrypt", "database", ["rds", "secretsmanager"], region),
    grants.useKey("DescribeKey", "kms:DescribeKey", "database", ["rds", "secretsmanager"], region),
  ];
}

function verbs(verb: "Create" | "Delete" | "Modify"): readonly string[] {
  return ["DBCluster", "DBClusterParameterGroup", "DBInstance", "DBSubnetGroup"].map((thing) => `rds:${verb}${thing}`);
}

/** RDS makes the secret of the master password with its caller's rights. Nobody here may read it. */
export function passwords({ names, grants, region }: Deployed): readonly Statement[] {
  const secret = names.arn("secretsmanager", "secret:rds!cluster-*");
  return [
    // Secrets Manager keeps names with `!` to services.
    allow("MakePasswords", ["secretsmanager:CreateSecret", "secretsmanager:TagResource"], secret),
    grants.useKey("EncryptPasswords", ["kms:Decrypt", "kms:GenerateDataKey"], "database", ["secretsmanager"], region),
  ];
}

export function caches({ names, grants, partition, accountId, region }: Deployed): readonly Statement[] {
  const types = ["cluster", "parametergroup", "replicationgroup", "subnetgroup", "user", "usergroup"];
  const own = types.map((type) => names.arn("elasticache", `${type}:${names.prefix}-*`));
  const service = "elasticache.amazonaws.com";
  const make = ["CacheParameterGroup", "CacheSubnetGroup", "ReplicationGroup", "User", "UserGroup"];
  const on = (verb: string) => make.map((thing) => `elasticache:${verb}${thing}`);
  const replicas = ["elasticache:DecreaseReplicaCount", "elasticache:IncreaseReplicaCount"];
  return [
    grants.create("Make", [...on("Create"), "elasticache:AddTagsToResource"], own),
    grants.change("MakeWithin", ["elasticache:CreateReplicationGroup", "elasticache:CreateUserGroup"], own),
    grants.change(
      "Change",
      [...on("Delete"), ...on("Modify"), ...replicas, "elasticache:ResetCacheParameterGroup"],
      own,
    ),
    grants.retag("Retag", ["elasticache:AddTagsToResource", "elasticache:RemoveTagsFromResource"], own),
    allow(
      "FinalSnapshots",
      ["elasticache:CreateSnapshot", "elasticache:DeleteReplicationGroup"],
      [names.arn("elasticache", `snapshot:${names.cache("*")}`)],
    ),
    allow(
      "LinkedRole",
      "iam:CreateServiceLinkedRole",
      `arn:${partition}:iam::${accountId}:role/aws-service-role/${service}/*`,
      {
        StringEquals: { "iam:AWSServiceName": service },
      },
    ),
    grants.grantKey("Encrypt", "cache", ["elasticache", "dax"], region),
    grants.useKey("DescribeKey", "kms:DescribeKey", "cache", ["elasticache", "dax"], region),
  ];
}

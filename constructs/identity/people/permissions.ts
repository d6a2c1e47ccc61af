import type { Names } from "../../names";
import { allow, type PolicyDocument, policyDocument, type Statement } from "../policy-document";
import { readCaches, readDatabases } from "./datastore-reads";

export interface PeopleContext {
  readonly names: Names;
  /** Names of the environment's databases. */
  readonly databases: readonly string[];
  /** Names of the environment's caches. */
  readonly caches: readonly string[];
}

/**
 * Settings of all that the platform consists of, and who changed what. `reads`: what all plan roles together read, never a
 * secret or data.
 */
export function settings(reads: readonly string[]): PolicyDocument {
  const trail = ["cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus", "cloudtrail:LookupEvents"];
  // Terraform lists a bucket to see whether there is one, and people would see what is in it.
  const seen = reads.filter((action) => action !== "s3:ListBucket");
  return policyDocument(allow("Settings", [...new Set([...seen, ...trail])].sort(), "*"));
}

const metrics = [
  "cloudwatch:DescribeAlarms",
  "cloudwatch:GetMetricData",
  "cloudwatch:GetMetricStatistics",
  "cloudwatch:ListMetrics",
];

/** Reads settings and identities: no logs, no secrets, no data. */
export function auditor(): PolicyDocument {
  const identities = [
    "iam:GenerateCredentialReport",
    "iam:GenerateServiceLastAccessedDetails",
    "iam:GetAccountAuthorizationDetails",
    "iam:GetAccountSummary",
    "iam:GetCredentialReport",
    "iam:GetServiceLastAccessedDetails",
    "iam:ListPolicies",
    "iam:ListRoles",
  ];
  return policyDocument(allow("Identities", identities, "*"));
}

/** Looks after what runs: settings, metrics, and the platform's logs. Changes go through pipelines. */
export function operator(context: PeopleContext): PolicyDocument {
  const { names } = context;
  const groups = [names.logGroup("*"), names.controlPlaneLogGroup, names.databaseLogGroup("*", "*")];
  const arns = groups.map((group) => names.arn("logs", `log-group:${group}`));
  const searches = ["logs:FilterLogEvents", "logs:StartLiveTail", "logs:StartQuery"];
  return policyDocument(
    allow("Metrics", metrics, "*"),
    allow("Logs", searches, [...arns, ...arns.map((arn) => `${arn}:*`)]),
    allow(
      "LogStreams",
      "logs:GetLogEvents",
      arns.map((arn) => `${arn}:log-stream:*`),
    ),
    allow("LogQueries", ["logs:DescribeLogStreams", "logs:GetQueryResults", "logs:StopQuery"], "*"),
  );
}

/** The datastores of this environment and nothing else: their state, snapshots, failover, load. */
export function databaseAdministrator(context: PeopleContext): PolicyDocument {
  const { names, databases, caches } = context;
  const rds = (type: string, suffix = "") =>
    databases.map((name) => names.arn("rds", `${type}:${names.database(name)}${suffix}`));
  const cache = (type: string) => caches.map((name) => names.arn("elasticache", `${type}:${names.cache(name)}`));
  return policyDocument(
    allow("Settings", [...readDatabases, ...readCaches, ...metrics].sort(), "*"),
    ...some("Databases", ["rds:CreateDBClusterSnapshot", "rds:FailoverDBCluster"], rds("cluster")),
    ...some("Snapshots", ["rds:AddTagsToResource", "rds:CreateDBClusterSnapshot"], rds("cluster-snapshot", "-*")),
    ...some(
      "Instances",
      ["rds:DownloadDBLogFilePortion", "rds:DescribeDBLogFiles", "rds:RebootDBInstance"],
      rds("db", "-*"),
    ),
    ...some("Caches", ["elasticache:CreateSnapshot", "elasticache:TestFailover"], cache("replicationgroup")),
    allow(
      "Load",
      ["pi:DescribeDimensionKeys", "pi:GetDimensionKeyDetails", "pi:GetResourceMetrics"],
      names.arn("pi", "metrics/rds/*"),
    ),
  );
}

/** The way to the cluster, where the team's own rights begin, and the team's images. */
export function developer({ names }: PeopleContext, team: string): PolicyDocument {
  const images = names.arn("ecr", `repository/${names.imageRepository(team, "*")}`);
  return policyDocument(
    allow("FindCluster", "eks:DescribeCluster", names.clusterArn),
    allow(
      "Images",
      ["ecr:DescribeImageScanFindings", "ecr:DescribeImages", "ecr:DescribeRepositories", "ecr:ListImages"],
      images,
    ),
  );
}

/** A statement on nothing is refused by IAM. */
function some(sid: string, actions: readonly string[], resources: readonly string[]): readonly Statement[] {
  return resources.length > 0 ? [allow(sid, actions, resources)] : [];
}

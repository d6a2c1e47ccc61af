import type { Names } from "../../names";
import { otherTagsOf, requestedAs, taggedAs } from "../../permissions/ownership";
import { allow, type PolicyDocument, policyDocument } from "../policy-document";
import { readCaches, readDatabases } from "./datastore-reads";

export interface PeopleContext {
  readonly names: Names;
  /** Name of the environment, as in the tag `strata:environment`. */
  readonly environment: string;
  /** How many databases the environment has. */
  readonly databases: number;
  /** How many caches it has. */
  readonly caches: number;
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

/**
 * The datastores of this environment and nothing else: their state, snapshots, failover, load. By the start of their names,
 * which takes one pattern for hundreds of them, and by their tags, since another environment's name may begin alike.
 */
export function databaseAdministrator(context: PeopleContext): PolicyDocument {
  const { names, environment, databases, caches } = context;
  const own = taggedAs(environment, "app-services");
  const rds = (type: string) => names.arn("rds", `${type}:${names.database("*")}`);
  const cache = (type: string) => names.arn("elasticache", `${type}:${names.cache("*")}`);
  return policyDocument(
    allow("Settings", [...readDatabases, ...readCaches, ...metrics].sort(), "*"),
    ...(databases > 0
      ? [
          allow("Databases", ["rds:CreateDBClusterSnapshot", "rds:FailoverDBCluster"], rds("cluster"), own),
          // A new one, which bears no tags before it is there.
          allow("Snapshots", "rds:CreateDBClusterSnapshot", rds("cluster-snapshot")),
          allow("TagNewSnapshots", "rds:AddTagsToResource", rds("cluster-snapshot"), {
            ...requestedAs(environment, "app-services"),
            Null: { "aws:ResourceTag/strata:environment": "true" },
          }),
          allow("TagSnapshots", "rds:AddTagsToResource", rds("cluster-snapshot"), otherTagsOf(own)),
          allow("Instances", operations, rds("db"), own),
        ]
      : []),
    ...(caches > 0
      ? [
          allow("Caches", ["elasticache:CreateSnapshot", "elasticache:TestFailover"], cache("replicationgroup"), own),
          allow("CacheSnapshots", "elasticache:CreateSnapshot", cache("snapshot")),
        ]
      : []),
    allow(
      "Load",
      ["pi:DescribeDimensionKeys", "pi:GetDimensionKeyDetails", "pi:GetResourceMetrics"],
      names.arn("pi", "metrics/rds/*"),
    ),
  );
}

const operations = ["rds:DescribeDBLogFiles", "rds:DownloadDBLogFilePortion", "rds:RebootDBInstance"];

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

import type { Grant } from "../../permissions/entry";
import { type PolicyDocument, policyDocument } from "../policy-document";
import type { BoundaryContext } from "./boundary-context";
import { compact } from "./compact";
import { aliased, all, at } from "./own";
import { environmentsApart, noRoleChaining, stayInRegion } from "./protections";

/**
 * Pods of apps, and the roles by which teams' secrets are read: what teams keep in the environment, and nothing that makes
 * the platform run. A list, although it has to grow with what apps use: see the boundary of controllers.
 */
export function workloadsBoundary(context: BoundaryContext): PolicyDocument {
  return policyDocument(
    ...compact([...signIns(context), ...teamData(context), ...teamSecrets(context), keysInUse(context)]),
    environmentsApart(context),
    noRoleChaining,
    stayInRegion([context.region]),
  );
}

/** Databases and caches; as whom, say the policies. */
function signIns(context: BoundaryContext): readonly Grant[] {
  const { names, environment } = context;
  return [
    {
      actions: ["elasticache:Connect"],
      resources: ["replicationgroup", "user"].map((type) => at(context, "elasticache", `${type}:${names.prefix}-*`)),
    },
    { actions: ["rds-db:connect"], resources: [at(context, "rds-db", `dbuser:*/${environment}_*`)] },
  ];
}

/** Objects, items and messages, and no setting of what they lie in. */
function teamData(context: BoundaryContext): readonly Grant[] {
  const { names } = context;
  const objects = ["DeleteObject", "DeleteObjectTagging", "GetObject*", "PutObject", "PutObjectTagging"];
  const lists = ["*Multipart*", "GetBucketLocation", "ListBucket*"];
  return [
    {
      actions: [...objects, ...lists].map((use) => `s3:${use}`),
      // With what lies in them.
      resources: [names.bucketArn("team-*")],
    },
    {
      actions: ["*Item", "DescribeTable", "Query", "Scan"].map((use) => `dynamodb:${use}`),
      resources: [at(context, "dynamodb", `table/${names.prefix}-*`)],
    },
    { actions: ["sqs:*Message*", "sqs:Get*"], resources: [at(context, "sqs", `${names.prefix}-*`)] },
  ];
}

function teamSecrets(context: BoundaryContext): readonly Grant[] {
  const { names } = context;
  return [
    {
      actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      resources: [at(context, "secretsmanager", `secret:${names.prefix}/*`)],
    },
    { actions: ["ssm:GetParameter*"], resources: [at(context, "ssm", `parameter${names.iamPath}*`)] },
  ];
}

/** The environment's keys in the hands of the services that keep all this, never of a pod itself. */
function keysInUse(context: BoundaryContext): Grant {
  return {
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: all(context, "kms", "key"),
    conditions: { ...aliased(context), Null: { "kms:ViaService": "false" } },
  };
}

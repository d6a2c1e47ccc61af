import { allow, type Statement } from "../identity/policy-document";

/** Where a key lives; what its statements are narrowed to. */
export interface KeyLocation {
  readonly accountId: string;
  readonly region: string;
  /** @default "aws" */
  readonly partition?: string;
}

/** In the policy of a key, the resource is that key. */
const thisKey = "*";

/**
 * The account, which stands for "whoever an identity policy of this account lets": it gives nobody anything by itself,
 * and unlike a role it always exists.
 */
const account = ({ accountId, partition = "aws" }: KeyLocation) => {
  return { AWS: [`arn:${partition}:iam::${accountId}:root`] };
};

/**
 * Management of the key by those that also have an identity policy for it, found by their ARN, so that a role which was
 * deleted and made anew is the same to the key and nobody is locked out for good. No use of the key, and no grants. KMS
 * refuses a policy that does not let its author change it again: so these must include whoever runs Terraform.
 */
export function administration(location: KeyLocation, administrators: readonly string[]): Statement {
  const actions = [
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:RotateKeyOnDemand",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
  ];
  const byArn = { ArnLike: { "aws:PrincipalArn": administrators } };
  return { ...allow("Administration", actions, thisKey, byArn), Principal: account(location) };
}

/** What a plan and an audit read: the key's settings, never what it encrypts. */
export function reading(location: KeyLocation): Statement {
  const actions = [
    "kms:DescribeKey",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListKeyRotations",
    "kms:ListResourceTags",
  ];
  return { ...allow("Reading", actions, thisKey), Principal: account(location) };
}

const cryptography = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];
const forServiceResources = { "kms:GrantIsForAWSResource": "true" };

/** Use through the named services only, by principals whose identity policy allows it. */
export function useThrough(location: KeyLocation, services: readonly string[]): Statement {
  // To retire is to give up a grant: ECR does so, with its caller's rights, when a repository is deleted.
  const actions = [...cryptography, "kms:RetireGrant"];
  const through = { StringEquals: viaService(location, services) };
  return { ...allow("UseThroughService", actions, thisKey, through), Principal: account(location) };
}

/**
 * Grants to the services' own resources, such as a volume, by principals whose identity policy allows it. `marked`:
 * whether the service says in its calls that the grant is for a resource of its own; CreateCluster of EKS does not.
 */
export function grantsThrough(location: KeyLocation, services: readonly string[], marked: boolean): Statement {
  const actions = ["kms:CreateGrant", "kms:RevokeGrant"];
  const through = { StringEquals: viaService(location, services), ...(marked && { Bool: forServiceResources }) };
  return { ...allow("GrantsThroughService", actions, thisKey, through), Principal: account(location) };
}

/**
 * Use by the service-linked role of Auto Scaling, which starts the nodes. Its identity policy is AWS's and knows none
 * of our keys, so that this one must allow it by itself; the account as principal would only pass the question on. The
 * role is found by its exact ARN, since KMS refuses a policy that names a role which does not exist yet.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export function useByAutoScaling({ accountId, partition = "aws" }: KeyLocation): readonly Statement[] {
  const path = "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
  const Principal = { AWS: ["*"] };
  const theRole = {
    ArnEquals: { "aws:PrincipalArn": `arn:${partition}:iam::${accountId}:${path}` },
    StringEquals: { "kms:CallerAccount": accountId },
  };
  const grants = { ...theRole, Bool: forServiceResources };
  return [
    { ...allow("UseByAutoScaling", cryptography, thisKey, theRole), Principal },
    { ...allow("GrantsByAutoScaling", "kms:CreateGrant", thisKey, grants), Principal },
  ];
}

/**
 * Use by CloudWatch Logs itself, for the named log groups only; patterns as in `/strata/demo/*`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function useByLogs(location: KeyLocation, logGroups: readonly string[]): Statement {
  const { accountId, region, partition = "aws" } = location;
  const suffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const arns = logGroups.map((name) => `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`);
  const forGroups = { ArnLike: { "kms:EncryptionContext:aws:logs:arn": arns } };
  const Principal = { Service: `logs.${region}.${suffix}` };
  return { ...allow("UseByLogs", cryptography, thisKey, forGroups), Principal };
}

/**
 * Use by EventBridge itself, which puts the events of this account's rules into a queue.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export function useByEvents({ accountId }: KeyLocation): Statement {
  const ofAccount = { StringEquals: { "aws:SourceAccount": accountId } };
  const Principal = { Service: "events.amazonaws.com" };
  return { ...allow("UseByEvents", ["kms:Decrypt", "kms:GenerateDataKey"], thisKey, ofAccount), Principal };
}

/** Names of services for `kms:ViaService` end alike in all partitions. */
function viaService({ accountId, region }: KeyLocation, services: readonly string[]) {
  const names = services.map((service) => `${service}.${region}.amazonaws.com`);
  return { "kms:CallerAccount": accountId, "kms:ViaService": names };
}

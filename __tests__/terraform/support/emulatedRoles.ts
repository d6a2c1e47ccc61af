import type { StackId } from "../../../constructs/stack/stack-id";
import type { AwsClient, Credentials } from "./awsClient";
import type { S3Settings } from "./stackFolders";
import { lockKey } from "./stateLock";

export interface DeployerRole {
  readonly arn: string;
  /** The state that the role works on. */
  readonly own: S3Settings;
  /** States of the stacks whose contracts it reads. */
  readonly reads: readonly S3Settings[];
  readonly mayWrite: boolean;
}

/** Makes a deployer's role with the rights that Terraform's s3 backend needs, and no others. */
export async function createDeployerRole(aws: AwsClient, caller: string, role: DeployerRole): Promise<void> {
  const [Path, RoleName] = pathAndName(role.arn);
  const trust = { Effect: "Allow", Principal: { AWS: caller }, Action: "sts:AssumeRole" };
  await aws.call("iam", "CreateRole", { Path, RoleName, AssumeRolePolicyDocument: policy([trust]) });
  const PolicyDocument = policy(stateStatements(role));
  await aws.call("iam", "PutRolePolicy", { RoleName, PolicyName: "state", PolicyDocument });
}

/** A user who may assume roles and do nothing else. */
export async function createCaller(aws: AwsClient, UserName: string): Promise<Credentials & { readonly arn: string }> {
  const { User } = await aws.call<{ User: { Arn: string } }>("iam", "CreateUser", { UserName });
  const PolicyDocument = policy([{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }]);
  await aws.call("iam", "PutUserPolicy", { UserName, PolicyName: "assume", PolicyDocument });
  const { AccessKey } = await aws.call<{ AccessKey: { AccessKeyId: string; SecretAccessKey: string } }>(
    "iam",
    "CreateAccessKey",
    { UserName },
  );
  return { arn: User.Arn, key: AccessKey.AccessKeyId, secret: AccessKey.SecretAccessKey };
}

/** The role that belongs to a stack and an action, by the shape of its ARN. */
export function isDeployerOf(arn: string, environment: string, id: StackId, action: string): boolean {
  const [path, name] = pathAndName(arn);
  const folder = id === "identity" ? "root" : "deployers";
  return path === `/strata/${environment}/${folder}/` && name === `strata-${environment}-${id}-${action}`;
}

function stateStatements({ own, reads, mayWrite }: DeployerRole): object[] {
  const object = ({ bucket, key }: S3Settings) => `arn:aws:s3:::${bucket}/${key}`;
  const lock = `arn:aws:s3:::${own.bucket}/${lockKey(own)}`;
  const allow = (Action: string[], Resource: string[]) => ({ Effect: "Allow", Action, Resource });
  return [
    allow(["s3:ListBucket"], [`arn:aws:s3:::${own.bucket}`]),
    allow(["s3:GetObject"], [own, ...reads].map(object)),
    allow(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], [lock]),
    ...(mayWrite ? [allow(["s3:PutObject"], [object(own)])] : []),
    // S3 asks KMS on behalf of whoever calls it.
    allow(["kms:GenerateDataKey", "kms:Decrypt"], ["*"]),
  ];
}

function policy(Statement: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

function pathAndName(arn: string): [path: string, name: string] {
  const found = /:role(\/(?:.+\/)?)([^/]+)$/.exec(arn);
  if (!found?.[1] || !found[2]) throw new Error(`${arn} is not the ARN of a role`);
  return [found[1], found[2]];
}

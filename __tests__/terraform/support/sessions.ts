import {
  allow,
  type PolicyDocument,
  policyDocument,
  type Statement,
} from "../../../constructs/identity/policy-document";
import type { AwsClient, Credentials } from "./awsClient";
import { pathAndName } from "./emulatedIam";
import { rootOf } from "./emulatedStates";

/** Takes a role and gives the session's credentials. `credentials`: whose right it is. @default - the account's root */
export async function assume(aws: AwsClient, RoleArn: string, credentials?: Credentials): Promise<Credentials> {
  const { Credentials: given } = await aws.call<{
    Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
  }>("sts", "AssumeRole", { RoleArn, RoleSessionName: "suite" }, { credentials });
  return { key: given.AccessKeyId, secret: given.SecretAccessKey, token: given.SessionToken };
}

/**
 * Somebody whom an environment names by an ARN pattern, signed in: a role that fits the pattern, such as IAM Identity
 * Center makes, and a session of it. `allowed`: the actions that the role may do, on everything.
 */
export async function signIn(aws: AwsClient, pattern: string, ...allowed: readonly string[]): Promise<Credentials> {
  const arn = signedIn(pattern);
  const [Path, RoleName] = pathAndName(arn);
  const AssumeRolePolicyDocument = text(policyDocument(trustOf(rootOf(arn))));
  await aws.call("iam", "CreateRole", { Path, RoleName, AssumeRolePolicyDocument });
  await limitTo(aws, pattern, ...allowed);
  return assume(aws, arn);
}

/** Leaves somebody who has signed in nothing but these actions. */
export async function limitTo(aws: AwsClient, pattern: string, ...allowed: readonly string[]): Promise<void> {
  const [, RoleName] = pathAndName(signedIn(pattern));
  const PolicyDocument = text(policyDocument(allow("Allowed", allowed, "*")));
  await aws.call("iam", "PutRolePolicy", { RoleName, PolicyName: "allowed", PolicyDocument });
}

/** The role that stands for a pattern. */
function signedIn(pattern: string): string {
  return pattern.replaceAll("*", "0123456789abcdef");
}

/** What Terraform takes credentials from. */
export function variablesOf({ key, secret, token }: Credentials): NodeJS.ProcessEnv {
  return { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret, ...(token && { AWS_SESSION_TOKEN: token }) };
}

function trustOf(account: string): Statement {
  return { Effect: "Allow", Principal: { AWS: [account] }, Action: ["sts:AssumeRole"] };
}

const text = (document: PolicyDocument) => JSON.stringify(document);

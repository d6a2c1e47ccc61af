import {
  deny,
  denyAllBut,
  denyElsewhere,
  type PolicyDocument,
  policyDocument,
  type Statement,
} from "../identity/policy-document";
import { bucketArn, lockArn, objectArn, perhapsThere, recordsArn } from "./state";
import type { GuardedState } from "./state-policies";

/** Settings of a bucket, which plans, audits and bootstrap itself may read; no action that they match reads data. */
const settings = ["s3:GetBucket*", "s3:Get*Configuration"];

/**
 * A bucket's policy gives nobody anything: it holds whoever has rights by an identity policy to what he has to do with
 * this one state. Statement by statement fewer may do more; what no statement of those names is denied, so that an
 * action which AWS adds is denied as well. Root administrators are left out of all of these, lest everyone be locked out.
 */
export function bucketPolicy(state: GuardedState): PolicyDocument {
  const { own, users } = state;
  const { plan, apply, deployers, readers, rootAdministrators } = users;
  const lock = lockArn(state, own);
  const everything = [bucketArn(state, own), `${bucketArn(state, own)}/*`];
  const but = (...principals: readonly string[]) => notOf([...principals, ...rootAdministrators]);
  const lockActions = ["s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"];
  return policyDocument(
    byAnyone(denyAllBut("Strangers", settings, everything, but(...deployers, ...readers))),
    byAnyone(denyAllBut("ReadersRead", [...settings, "s3:GetObject"], everything, but(...deployers))),
    // A state that is not there yet is known by the list.
    byAnyone(denyAllBut("ReviewsRead", [...settings, "s3:GetObject", "s3:ListBucket"], everything, but(plan, apply))),
    byAnyone(denyAllBut("DeployersUse", [...settings, ...lockActions], everything, but())),
    byAnyone(denyElsewhere("ApplyWrites", "s3:PutObject", lock, but(apply))),
    byAnyone(denyElsewhere("OnlyLocksGo", "s3:DeleteObject", lock, but())),
    byAnyone(denyElsewhere("DeployersRead", "s3:GetObject", objectArn(state, own), but(plan, apply))),
    // By anyone, root administrators included: what was written stays as it was written.
    byAnyone(deny("RecordsStay", "s3:PutObject", recordsArn(state, own), perhapsThere)),
    byAnyone(deny("NoPlainHttp", "s3:*", everything, { Bool: { "aws:SecureTransport": "false" } })),
    byAnyone(
      deny("Encrypted", "s3:PutObject", everything.slice(1), {
        StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
      }),
    ),
    byAnyone(
      deny("WithTheOwnKey", "s3:PutObject", everything.slice(1), {
        ArnNotLike: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keysOf(state) },
      }),
    ),
  );
}

/**
 * The header of Terraform's request names the key by its alias. AWS documents the condition for the ARN of the key that
 * S3 ends up with, and says nothing of aliases: so both forms are taken. While the key's id is unknown that is any key of
 * the account, of which the deployers' own policies leave them the state's.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 */
function keysOf({ partition, region, accountId, own, keyArn }: GuardedState): readonly string[] {
  const kms = `arn:${partition}:kms:${region}:${accountId}`;
  return [`${kms}:${own.keyAlias}`, keyArn ?? `${kms}:key/*`];
}

/** All but these: found by ARN, since a policy that names a role which does not exist yet is refused. */
function notOf(principals: readonly string[]) {
  return { ArnNotLike: { "aws:PrincipalArn": principals } };
}

function byAnyone(statement: Statement): Statement {
  return { ...statement, Principal: { AWS: ["*"] } };
}

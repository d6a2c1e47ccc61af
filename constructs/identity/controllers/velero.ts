import { keyThrough } from "../key-use";
import { allow, policyDocument, type Statement } from "../policy-document";
import type { ControllerContext, ControllerPolicy } from "./controller-context";

/**
 * Backups: objects of one bucket and nothing else. The volume driver takes the snapshots and makes volumes of them, with
 * the rights of its own role.
 * Source: vmware-tanzu/velero-plugin-for-aws, README, "Set permissions for Velero"; vmware-tanzu/velero,
 * site/content/docs/v1.18/csi.md.
 */
export const velero: ControllerPolicy = (context) => policyDocument(...objects(context), bucketEncryption(context));

/** Names of buckets are free for everybody once their bucket is gone: hence the account as well. */
function objects({ names, partition, accountId }: ControllerContext): readonly Statement[] {
  const bucket = `arn:${partition}:s3:::${names.bucket("backups")}`;
  const ours = { StringEquals: { "s3:ResourceAccount": accountId } };
  const actions = ["AbortMultipartUpload", "DeleteObject", "GetObject", "ListMultipartUploadParts", "PutObject"];
  return [
    allow(
      "Objects",
      actions.map((action) => `s3:${action}`),
      `${bucket}/*`,
      ours,
    ),
    allow("List", "s3:ListBucket", bucket, ours),
  ];
}

/** S3 encrypts objects with its caller's rights. */
function bucketEncryption(context: ControllerContext): Statement {
  const { resource, conditions } = keyThrough(context, "backups", "s3");
  return allow("Encrypt", ["kms:Decrypt", "kms:GenerateDataKey"], resource, conditions);
}

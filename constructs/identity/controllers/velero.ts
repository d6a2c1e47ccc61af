import { keyThrough } from "../key-use";
import { allow, type Policies, policyDocument, type Statement } from "../policy-document";
import type { ControllerContext } from "./controller-context";
import { volumeEncryption, volumesAndSnapshots } from "./volumes";

/**
 * Backups: one bucket, and snapshots of this environment's volumes. Velero copies a volume's tags to its snapshot and back,
 * so the marks of volumes hold for all of them.
 * Source: vmware-tanzu/velero-plugin-for-aws, README, "Set permissions for Velero"; volume_snapshotter.go (tags).
 */
export function velero(context: ControllerContext): Policies {
  return {
    bucket: policyDocument(...objects(context), ...bucketEncryption(context)),
    snapshots: policyDocument(
      allow("See", ["ec2:DescribeSnapshots", "ec2:DescribeVolumes"], "*"),
      ...volumesAndSnapshots(context),
      ...volumeEncryption(context),
    ),
  };
}

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
function bucketEncryption(context: ControllerContext): readonly Statement[] {
  const { resource, conditions } = keyThrough(context, "backups", "s3");
  return [allow("Encrypt", ["kms:Decrypt", "kms:GenerateDataKey"], resource, conditions)];
}

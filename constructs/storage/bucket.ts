import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { waive } from "../guardrails/waive";
import type { Statement } from "../identity/policy-document";
import { type BucketLifecycle, bucketLifecycle } from "./bucket-lifecycle";
import { bucketPolicy } from "./bucket-policy";

export interface BucketProps {
  /** Unique in all of AWS. Can't be changed without replacing the bucket. */
  readonly name: string;
  /** @default "aws" */
  readonly partition?: string;
  /** KMS key of the objects; uploads under any other are refused. @default - keys that S3 manages (SSE-S3) */
  readonly keyArn?: string;
  /** @default - as `BucketLifecycle` says */
  readonly lifecycle?: BucketLifecycle;
  /** What the bucket's policy allows beside what it denies, such as the delivery of logs. @default - nothing */
  readonly grants?: readonly Statement[];
  /** Where S3 records who asked for what, and the prefix before it. @default - nowhere */
  readonly accessLog?: { readonly to: LogTarget; readonly prefix: string };
  /** Beside `Name`. @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A bucket that takes access logs: one made here, or one that is there already. */
export interface LogTarget {
  readonly name: string;
  /** What has to be done before logs can be written. @default - nothing */
  readonly ready?: ITerraformDependable[];
}

/**
 * A bucket that is versioned, encrypted, closed to the public and to ACLs, and reached by TLS only. Terraform never
 * deletes what is in it: a bucket that is not empty stays, whatever the configuration says.
 */
export class Bucket extends Construct implements LogTarget {
  readonly name: string;
  readonly arn: string;
  readonly ready: ITerraformDependable[];
  readonly encryption: S3BucketServerSideEncryptionConfigurationA;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    const { name, partition = "aws", keyArn, lifecycle, grants, accessLog, tags } = props;
    const declared = new S3Bucket(this, "bucket", { bucket: name, forceDestroy: false, tags: { Name: name, ...tags } });
    waive(declared, "CKV2_AWS_62", "nothing acts upon single objects: whoever wants to know lists them");
    waive(declared, "CKV_AWS_144", "an environment lives in one region, and so does what it keeps");
    if (!keyArn) waive(declared, "CKV_AWS_145", "S3 delivers its access logs to no bucket with a key of KMS");
    const { bucket } = declared;
    this.name = bucket;
    this.arn = `arn:${partition}:s3:::${name}`;
    this.ready = [this.close(bucket, JSON.stringify(bucketPolicy(this.arn, { keyArn, grants })))];
    this.encryption = this.encrypt(bucket, keyArn);
    this.keepVersions(bucket, lifecycle);
    if (accessLog) {
      new S3BucketLoggingA(this, "access-log", {
        bucket,
        targetBucket: accessLog.to.name,
        targetPrefix: accessLog.prefix,
        // A day's records under the day's prefix, so that a search reads no more than it has to.
        targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
        // S3 tries whether it may write.
        dependsOn: accessLog.to.ready,
      });
    }
  }

  /** One after the other: S3 refuses to change a bucket's policy while it changes who may see it at all. */
  private close(bucket: string, policy: string): S3BucketPolicy {
    const block = new S3BucketPublicAccessBlock(this, "public-access", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const ownership = new S3BucketOwnershipControls(this, "ownership", {
      bucket,
      // ACLs are off: what anybody puts here is the account's.
      rule: { objectOwnership: "BucketOwnerEnforced" },
      dependsOn: [block],
    });
    return new S3BucketPolicy(this, "policy", { bucket, policy, dependsOn: [ownership] });
  }

  private encrypt(bucket: string, keyArn: string | undefined): S3BucketServerSideEncryptionConfigurationA {
    const withKey = { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn } };
    const withoutKey = { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
    return new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      // With a bucket key S3 asks KMS once for many objects, at a hundredth of the cost.
      rule: [keyArn === undefined ? withoutKey : { ...withKey, bucketKeyEnabled: true }],
    });
  }

  private keepVersions(bucket: string, lifecycle: BucketLifecycle | undefined): void {
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      rule: bucketLifecycle(lifecycle),
      dependsOn: [versioning],
    });
  }
}

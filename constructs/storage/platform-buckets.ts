import { Construct } from "constructs";
import { waive } from "../guardrails/waive";
import { Bucket } from "./bucket";
import type { BucketPurpose } from "./bucket-purposes";
import { applicationLoadBalancerLogs, bucketAccessLogs, logPrefixes, networkLoadBalancerLogs } from "./log-delivery";

export interface PlatformBucketsProps {
  readonly accountId: string;
  readonly region: string;
  /** @default "aws" */
  readonly partition?: string;
  /** Name of each bucket. */
  readonly name: (purpose: BucketPurpose) => string;
  /** Pattern for the names of other buckets whose access is logged here. @default - none */
  readonly logged?: string;
  /** KMS key of the backups. */
  readonly backupsKeyArn: string;
  readonly backups?: {
    /** Days that a backup can be restored after it was deleted or written over. @default 30 */
    readonly deletedDays?: number;
  };
  readonly accessLogs?: {
    /** Days that access logs are kept. @default 365 */
    readonly retentionDays?: number;
  };
}

/**
 * The cluster's backups, and who asked load balancers and buckets for what.
 *
 * Backups have a key of their own. They never expire by age here: whoever writes them knows which ones belong together.
 * Access logs are encrypted with keys that S3 manages, since neither Elastic Load Balancing (application load balancers)
 * nor S3's own logging writes to a bucket under a customer managed key.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export class PlatformBuckets extends Construct {
  /** Names by purpose. */
  readonly names: Readonly<Record<BucketPurpose, string>>;

  constructor(scope: Construct, id: string, props: PlatformBucketsProps) {
    super(scope, id);
    const { partition = "aws", name, logged, backupsKeyArn, backups, accessLogs } = props;
    const arnOf = (purpose: BucketPurpose) => `arn:${partition}:s3:::${name(purpose)}`;
    const delivery = { ...props, bucketArn: arnOf("access-logs") };
    const logs = new Bucket(this, "access-logs", {
      name: name("access-logs"),
      partition,
      // A log is written once: nobody waits for an older version of it.
      lifecycle: { expireDays: accessLogs?.retentionDays ?? 365, noncurrentDays: 1 },
      grants: [
        applicationLoadBalancerLogs(delivery),
        ...networkLoadBalancerLogs(delivery),
        bucketAccessLogs(delivery, [arnOf("backups"), ...(logged ? [`arn:${partition}:s3:::${logged}`] : [])]),
      ],
    });
    waive(
      logs.encryption,
      "encryption-at-rest",
      "neither S3 nor load balancers deliver logs to a bucket under a key of KMS",
    );
    const store = new Bucket(this, "backups", {
      name: name("backups"),
      partition,
      keyArn: backupsKeyArn,
      lifecycle: { noncurrentDays: backups?.deletedDays ?? 30 },
      accessLog: { to: logs, prefix: `${logPrefixes.buckets}/` },
    });
    this.names = { backups: store.name, "access-logs": logs.name };
  }
}

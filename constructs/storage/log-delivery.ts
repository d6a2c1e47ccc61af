import { allow, type Statement } from "../identity/policy-document";

/** Prefixes in the bucket of access logs, by who writes there. */
export const logPrefixes = { loadBalancers: "load-balancers", buckets: "buckets" } as const;

/** The bucket that gets the logs, and the account and region whose things are logged. */
export interface LogDelivery {
  readonly bucketArn: string;
  readonly accountId: string;
  readonly region: string;
  /** @default "aws" */
  readonly partition?: string;
}

/**
 * Accounts as which Elastic Load Balancing writes where it has no service principal. Everywhere else that principal is
 * the way; AWS keeps the accounts of older regions for policies of before August 2022 only.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
const loadBalancingAccounts: Readonly<Record<string, string>> = {
  "cn-north-1": "638102146993",
  "cn-northwest-1": "037604701340",
  "us-gov-east-1": "190560391635",
  "us-gov-west-1": "048591011584",
};

const writer = "logdelivery.elasticloadbalancing.amazonaws.com";

/**
 * Access logs of application load balancers, below this account's own folder: the balancers of another account write
 * under another number. That, not the source of the request, is what keeps them out, since the principal sends none
 * when it tries the bucket out.
 */
export function applicationLoadBalancerLogs({
  bucketArn,
  accountId,
  region,
  partition = "aws",
}: LogDelivery): Statement {
  const account = loadBalancingAccounts[region];
  const Principal = account ? { AWS: [`arn:${partition}:iam::${account}:root`] } : { Service: writer };
  const folder = `${bucketArn}/${logPrefixes.loadBalancers}/AWSLogs/${accountId}/*`;
  return { ...allow("ApplicationLoadBalancerLogs", "s3:PutObject", folder), Principal };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html */
export function networkLoadBalancerLogs(delivery: LogDelivery): readonly Statement[] {
  const { bucketArn, accountId, region, partition = "aws" } = delivery;
  const Principal = { Service: "delivery.logs.amazonaws.com" };
  const source = {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${accountId}:*` },
  };
  const folder = `${bucketArn}/${logPrefixes.loadBalancers}/AWSLogs/${accountId}/*`;
  const written = {
    ...source,
    StringEquals: { ...source.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
  };
  return [
    { ...allow("NetworkLoadBalancerLogs", "s3:PutObject", folder, written), Principal },
    { ...allow("NetworkLoadBalancerCheck", "s3:GetBucketAcl", bucketArn, source), Principal },
  ];
}

/**
 * What S3 records of requests to the account's other buckets, each under its own prefix.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function bucketAccessLogs({ bucketArn, accountId }: LogDelivery, sources: readonly string[]): Statement {
  const condition = {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": sources },
  };
  const folder = `${bucketArn}/${logPrefixes.buckets}/*`;
  const Principal = { Service: "logging.s3.amazonaws.com" };
  return { ...allow("BucketAccessLogs", "s3:PutObject", folder, condition), Principal };
}

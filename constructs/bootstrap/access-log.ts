import { deny, denyAllBut, type PolicyDocument, policyDocument, type Statement } from "../identity/policy-document";
import { bucketAccessLogs } from "../storage/log-delivery";
import { type Resource, ref, retained } from "./cloudformation";
import { privateBucket } from "./private-bucket";

export interface AccessLogProps {
  readonly bucket: string;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** ARNs of the buckets whose access is logged. */
  readonly sources: readonly string[];
  readonly rootAdministrators: readonly string[];
  /** Days after which a log is deleted. */
  readonly retentionDays: number;
}

export const accessLogBucket = "StateAccessLogBucket";
export const accessLogPolicy = "StateAccessLogBucketPolicy";

/** The bucket that tells who read and wrote the states. */
export function accessLog(props: AccessLogProps): Readonly<Record<string, Resource>> {
  return {
    [accessLogBucket]: retained("AWS::S3::Bucket", {
      ...privateBucket(props.bucket),
      BucketEncryption: {
        // S3 delivers no logs to a bucket that is encrypted with a key of KMS by default.
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
      LifecycleConfiguration: { Rules: [expiry(props.retentionDays)] },
    }),
    [accessLogPolicy]: retained("AWS::S3::BucketPolicy", {
      Bucket: ref(accessLogBucket),
      PolicyDocument: logPolicy(props),
    }),
  };
}

function expiry(days: number) {
  return {
    Id: "old-logs",
    Status: "Enabled",
    ExpirationInDays: days,
    NoncurrentVersionExpiration: { NoncurrentDays: 30 },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
  };
}

/** Reading is left to identity policies; nobody but S3 writes, and nobody but a root administrator deletes or changes. */
function logPolicy({
  bucket,
  accountId,
  region,
  partition,
  sources,
  rootAdministrators,
}: AccessLogProps): PolicyDocument {
  const bucketArn = `arn:${partition}:s3:::${bucket}`;
  const everything = [bucketArn, `${bucketArn}/*`];
  const reading = ["s3:Get*", "s3:List*"];
  const strangers = {
    ArnNotLike: { "aws:PrincipalArn": rootAdministrators },
    // A service has no ARN, which is not like any.
    Bool: { "aws:PrincipalIsAWSService": "false" },
  };
  return policyDocument(
    bucketAccessLogs({ bucketArn, accountId, region, partition }, sources),
    byAnyone(denyAllBut("LogsStay", reading, everything, strangers)),
    byAnyone(deny("NoPlainHttp", "s3:*", everything, { Bool: { "aws:SecureTransport": "false" } })),
  );
}

function byAnyone(statement: Statement): Statement {
  return { ...statement, Principal: { AWS: ["*"] } };
}

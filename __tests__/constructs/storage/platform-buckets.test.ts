import type { Statement } from "../../../constructs/identity/policy-document";
import { PlatformBuckets, type PlatformBucketsProps } from "../../../constructs/storage/platform-buckets";
import { synthesize } from "../../support/synthesize";

const props: PlatformBucketsProps = {
  accountId: "111122223333",
  region: "eu-central-1",
  name: (purpose) => `strata-test-111122223333-${purpose}`,
  backupsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/backups",
};
const buckets = (overrides: Partial<PlatformBucketsProps> = {}) => {
  let names: PlatformBuckets["names"] | undefined;
  const stack = synthesize((scope) => {
    names = new PlatformBuckets(scope, "buckets", { ...props, ...overrides }).names;
  });
  return { stack, names };
};
const { stack, names } = buckets();
const of = (type: string, purpose: string, setting: string, from = stack) =>
  from.named(type, `buckets_${purpose}_${setting}`);
const grants = (from = stack): Readonly<Record<string, Statement>> => {
  const { Statement: list } = JSON.parse(of("aws_s3_bucket_policy", "access-logs", "policy", from).policy);
  const allowed = list.filter(({ Effect }: Statement) => Effect === "Allow");
  return Object.fromEntries(allowed.map((statement: Statement) => [statement.Sid, statement]));
};
const logs = "arn:aws:s3:::strata-test-111122223333-access-logs";

it("has a bucket for backups and one for access logs, by name", () => {
  expect(Object.values(stack.all("aws_s3_bucket")).map(({ bucket }) => bucket)).toEqual([
    "strata-test-111122223333-access-logs",
    "strata-test-111122223333-backups",
  ]);
  expect(Object.keys(names ?? {})).toEqual(["backups", "access-logs"]);
});

describe("backups", () => {
  it("have a key of their own and a log of who asked for them", () => {
    const { rule } = of("aws_s3_bucket_server_side_encryption_configuration", "backups", "encryption");
    expect(rule[0].apply_server_side_encryption_by_default.kms_master_key_id).toBe(props.backupsKeyArn);
    expect(stack.only("aws_s3_bucket_logging")).toMatchObject({
      bucket: "${aws_s3_bucket.buckets_backups_bucket.bucket}",
      target_bucket: "${aws_s3_bucket.buckets_access-logs_bucket.bucket}",
    });
  });

  it("never expire by age, and can be had back for as long as asked", () => {
    const rules = (from = stack) => of("aws_s3_bucket_lifecycle_configuration", "backups", "lifecycle", from).rule;
    expect(rules().map(({ id }: { id: string }) => id)).toEqual(["abandoned-uploads", "noncurrent-versions"]);
    expect(rules()[1].noncurrent_version_expiration).toEqual([{ noncurrent_days: 30 }]);
    const longer = buckets({ backups: { deletedDays: 90 } }).stack;
    expect(rules(longer)[1].noncurrent_version_expiration).toEqual([{ noncurrent_days: 90 }]);
  });

  it("are open to nobody by the bucket's policy", () => {
    const { Statement: list } = JSON.parse(of("aws_s3_bucket_policy", "backups", "policy").policy);
    expect(list.filter(({ Effect }: Statement) => Effect !== "Deny")).toEqual([]);
  });
});

describe("access logs", () => {
  // Neither load balancers nor S3 itself write logs under a customer managed key.
  it("are under keys of S3", () => {
    const { rule } = of("aws_s3_bucket_server_side_encryption_configuration", "access-logs", "encryption");
    expect(rule).toEqual([{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }]);
  });

  it("expire", () => {
    const expiry = (from = stack) =>
      of("aws_s3_bucket_lifecycle_configuration", "access-logs", "lifecycle", from).rule.at(-1).expiration;
    expect(expiry()).toEqual([{ days: 365 }]);
    expect(expiry(buckets({ accessLogs: { retentionDays: 400 } }).stack)).toEqual([{ days: 400 }]);
  });

  it("come from those three services and nobody else", () => {
    expect(Object.values(grants()).map(({ Principal, Action }) => [Principal, Action])).toEqual([
      [{ Service: "logdelivery.elasticloadbalancing.amazonaws.com" }, ["s3:PutObject"]],
      [{ Service: "delivery.logs.amazonaws.com" }, ["s3:PutObject"]],
      [{ Service: "delivery.logs.amazonaws.com" }, ["s3:GetBucketAcl"]],
      [{ Service: "logging.s3.amazonaws.com" }, ["s3:PutObject"]],
    ]);
  });

  it("of load balancers are those of this account", () => {
    const folder = `${logs}/load-balancers/AWSLogs/111122223333/*`;
    expect(grants().ApplicationLoadBalancerLogs?.Resource).toEqual([folder]);
    expect(grants().NetworkLoadBalancerLogs).toMatchObject({
      Resource: [folder],
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333", "s3:x-amz-acl": "bucket-owner-full-control" },
        ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-central-1:111122223333:*" },
      },
    });
    expect(grants().NetworkLoadBalancerCheck).toMatchObject({
      Resource: [logs],
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-central-1:111122223333:*" },
      },
    });
  });

  it("of buckets are those of the backups", () => {
    expect(grants().BucketAccessLogs).toMatchObject({
      Resource: [`${logs}/buckets/*`],
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": ["arn:aws:s3:::strata-test-111122223333-backups"] },
      },
    });
  });

  it.each([
    ["cn-north-1", "aws-cn", "638102146993"],
    ["us-gov-west-1", "aws-us-gov", "048591011584"],
  ])("come from an account of AWS's in %s, which has no service principal", (region, partition, account) => {
    const { ApplicationLoadBalancerLogs: statement } = grants(buckets({ region, partition }).stack);
    expect(statement?.Principal).toEqual({ AWS: [`arn:${partition}:iam::${account}:root`] });
    expect(statement?.Resource?.[0]).toMatch(`arn:${partition}:s3:::`);
  });

  it("are not logged in turn, which would never end", () => {
    expect(Object.keys(stack.all("aws_s3_bucket_logging"))).toEqual(["buckets_backups_access-log"]);
  });
});

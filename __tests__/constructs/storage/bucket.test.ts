import type { Statement } from "../../../constructs/identity/policy-document";
import { Bucket, type BucketProps } from "../../../constructs/storage/bucket";
import { synthesize } from "../../support/synthesize";
import { decide } from "../identity/support/iam";

const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/backups";
const bucket = (props: Partial<BucketProps> = {}) =>
  synthesize((scope) => void new Bucket(scope, "store", { name: "strata-test-store", ...props }));
const plain = bucket();
const encrypted = bucket({ keyArn });

const policyOf = (stack: typeof plain) => JSON.parse(stack.only("aws_s3_bucket_policy").policy);
const everything: Statement = { Effect: "Allow", Action: ["*"], Resource: ["*"] };
/** What becomes of the call of somebody who may do anything, as far as the bucket's policy goes. */
const verdict = (stack: typeof plain, action: string, resource: string, context = {}) =>
  decide([policyOf(stack), { Version: "2012-10-17", Statement: [everything] }], { action, resource, context });
const put = (context: Readonly<Record<string, string>>) =>
  verdict(encrypted, "s3:PutObject", "arn:aws:s3:::strata-test-store/backup", context);

it("keeps what is in it, whatever the configuration says", () => {
  expect(plain.only("aws_s3_bucket")).toMatchObject({ bucket: "strata-test-store", force_destroy: false });
});

it("is closed to the public and to ACLs", () => {
  expect(plain.only("aws_s3_bucket_public_access_block")).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(plain.only("aws_s3_bucket_ownership_controls").rule.object_ownership).toBe("BucketOwnerEnforced");
});

it("changes its settings one after the other, since S3 refuses two at once", () => {
  expect(plain.only("aws_s3_bucket_ownership_controls").depends_on).toEqual([
    "aws_s3_bucket_public_access_block.store_public-access",
  ]);
  expect(plain.only("aws_s3_bucket_policy").depends_on).toEqual(["aws_s3_bucket_ownership_controls.store_ownership"]);
});

it("is versioned before anything is said about versions", () => {
  expect(plain.only("aws_s3_bucket_versioning").versioning_configuration.status).toBe("Enabled");
  expect(plain.only("aws_s3_bucket_lifecycle_configuration").depends_on).toEqual([
    "aws_s3_bucket_versioning.store_versioning",
  ]);
});

it("is reached by current TLS only, for all that is done with it and in it", () => {
  for (const resource of ["arn:aws:s3:::strata-test-store", "arn:aws:s3:::strata-test-store/a/b"]) {
    expect(verdict(plain, "s3:GetObject", resource, { "aws:SecureTransport": "true" })).toBe("allowed");
    expect(verdict(plain, "s3:GetObject", resource, { "aws:SecureTransport": "false" })).toBe("denied");
  }
  const [, tls] = policyOf(plain).Statement;
  expect(tls).toMatchObject({
    Effect: "Deny",
    Action: ["s3:*"],
    Principal: { AWS: ["*"] },
    Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
  });
});

it("names no principal that would have to exist", () => {
  const principals = policyOf(encrypted).Statement.map(({ Principal }: Statement) => Principal);
  expect(principals).toEqual(principals.map(() => ({ AWS: ["*"] })));
});

describe("under a key", () => {
  it("encrypts with it, asking KMS once for many objects", () => {
    expect(encrypted.only("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: keyArn },
        bucket_key_enabled: true,
      },
    ]);
  });

  it("takes no object under another key or another encryption, and those that leave it to the bucket", () => {
    const header = "s3:x-amz-server-side-encryption";
    const key = `${header}-aws-kms-key-id`;
    expect(put({})).toBe("allowed");
    expect(put({ [header]: "aws:kms" })).toBe("allowed");
    expect(put({ [header]: "aws:kms", [key]: keyArn })).toBe("allowed");
    expect(put({ [header]: "AES256" })).toBe("denied");
    expect(put({ [header]: "aws:kms", [key]: "arn:aws:kms:eu-central-1:444455556666:key/theirs" })).toBe("denied");
  });
});

it("without a key encrypts with those of S3, and looks at no headers", () => {
  expect(plain.only("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
    { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
  ]);
  expect(policyOf(plain).Statement).toHaveLength(2);
});

describe("the lifecycle", () => {
  const rules = (props: Partial<BucketProps> = {}) => bucket(props).only("aws_s3_bucket_lifecycle_configuration").rule;

  it("gives up abandoned uploads and old versions, and by itself no object", () => {
    expect(rules()).toEqual([
      {
        id: "abandoned-uploads",
        status: "Enabled",
        filter: [{}],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      },
      {
        id: "noncurrent-versions",
        status: "Enabled",
        filter: [{}],
        noncurrent_version_expiration: [{ noncurrent_days: 30 }],
        expiration: [{ expired_object_delete_marker: true }],
      },
    ]);
  });

  it("deletes objects after as many days as it is told", () => {
    const [uploads, versions, expiry] = rules({
      lifecycle: { expireDays: 90, noncurrentDays: 3, abandonedUploadDays: 1 },
    });
    expect(uploads.abort_incomplete_multipart_upload).toEqual([{ days_after_initiation: 1 }]);
    expect(versions.noncurrent_version_expiration).toEqual([{ noncurrent_days: 3 }]);
    expect(expiry).toEqual({ id: "expiry", status: "Enabled", filter: [{}], expiration: [{ days: 90 }] });
  });
});

describe("the access log", () => {
  it("is kept nowhere unless said", () => expect(plain.all("aws_s3_bucket_logging")).toEqual({}));

  it("goes to another bucket, by source and day, once that one takes it", () => {
    const stack = synthesize((scope) => {
      const to = new Bucket(scope, "logs", { name: "strata-test-logs" });
      new Bucket(scope, "store", { name: "strata-test-store", accessLog: { to, prefix: "buckets/" } });
    });
    expect(stack.only("aws_s3_bucket_logging")).toEqual({
      bucket: "${aws_s3_bucket.store_bucket.bucket}",
      target_bucket: "${aws_s3_bucket.logs_bucket.bucket}",
      target_prefix: "buckets/",
      target_object_key_format: { partitioned_prefix: { partition_date_source: "EventTime" } },
      depends_on: ["aws_s3_bucket_policy.logs_policy"],
    });
  });

  it("may go to a bucket that is there already", () => {
    const logging = bucket({ accessLog: { to: { name: "theirs" }, prefix: "" } }).only("aws_s3_bucket_logging");
    expect(logging.target_bucket).toBe("theirs");
    expect(logging).not.toHaveProperty("depends_on");
  });
});

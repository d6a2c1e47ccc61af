import type { AwsApis } from "../../../cli/aws/apis";
import { type ApplyRecord, recordName } from "../../../cli/history/apply-record";
import { S3History } from "../../../cli/history/s3-history";
import { account, awsError } from "../bootstrap/support/account";

const record: ApplyRecord = {
  version: 1,
  environment: "prod",
  stack: "apps",
  time: "2026-11-28T08:01:43.123Z",
  result: "succeeded",
  by: "arn:aws:sts::111122223333:assumed-role/strata-prod-apps-apply/strata-77",
  state: { lineage: "a", serial: 4 },
};
const place = { bucket: "states-apps", object: "apps.tfstate", keyAlias: "arn:aws:kms:eu-west-1:1:alias/apps" };
const key = `apps.tfstate.applies/${recordName(record)}`;

/** A bucket that takes no object over another one. */
class Bucket {
  readonly objects = new Map<string, string>();
  readonly puts: Parameters<AwsApis["s3"]["putObject"]>[0][] = [];
  /** What is thrown after an object was put. */
  lost: Error | undefined;

  get history(): S3History {
    const { apis } = account();
    return new S3History(
      () => place,
      async () => ({ ...apis, s3: { ...apis.s3, ...this.calls } }),
    );
  }

  private readonly calls: Pick<AwsApis["s3"], "getObject" | "listObjectsV2" | "putObject"> = {
    getObject: async ({ Key = "" }) => {
      const text = this.objects.get(Key);
      if (text === undefined) throw awsError("NoSuchKey", "no such key");
      return { Body: { transformToString: async () => text } };
    },
    // A page for each object.
    listObjectsV2: async ({ Prefix = "", ContinuationToken = "0" }) => {
      const keys = [...this.objects.keys()].filter((one) => one.startsWith(Prefix));
      const at = Number(ContinuationToken);
      const more = at + 1 < keys.length;
      return {
        Contents: keys.slice(at, at + 1).map((Key) => ({ Key })),
        IsTruncated: more,
        NextContinuationToken: `${at + 1}`,
      };
    },
    putObject: async (input) => {
      this.puts.push(input);
      const { Key = "", Body, IfNoneMatch } = input;
      if (IfNoneMatch === "*" && this.objects.has(Key)) throw awsError("PreconditionFailed", "it is there");
      this.objects.set(Key, String(Body));
      if (this.lost) throw this.lost;
      return {};
    },
  };
}

it("a record goes beside the state, with the state's key, and only where there is none", async () => {
  const bucket = new Bucket();
  expect(await bucket.history.add(record)).toBe(`s3://states-apps/${key}`);
  expect(bucket.puts).toEqual([
    expect.objectContaining({
      Key: key,
      IfNoneMatch: "*",
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: place.keyAlias,
    }),
  ]);
});

it("an answer that was lost is no trouble; another record of that name is", async () => {
  const bucket = new Bucket();
  await bucket.history.add(record);
  expect(await bucket.history.add(record)).toBe(`s3://states-apps/${key}`);
  await expect(bucket.history.add({ ...record, by: "somebody" })).rejects.toThrow("it is there");
  expect(bucket.objects.get(key)).toContain("strata-77");
});

it("the newest records are read, oldest first, of however many pages, and the state's mark", async () => {
  const bucket = new Bucket();
  bucket.objects.set("apps.tfstate", JSON.stringify({ lineage: "a", serial: 6, resources: [{ secret: "hunter2" }] }));
  for (const day of [27, 26, 28]) await bucket.history.add({ ...record, time: `2026-11-${day}T08:01:43.123Z` });
  const { records, state } = await bucket.history.historyOf("apps", 2);
  expect(records.map(({ time }) => time.slice(8, 10))).toEqual(["27", "28"]);
  expect(state).toEqual({ lineage: "a", serial: 6 });
});

it.each([
  [
    awsError("AccessDenied", "not authorized\nmore"),
    /^platform history: AWS does not let you add records to apps; take its role by DEPLOY_AS=apply, .*\(not authorized\)$/,
  ],
  [
    awsError("NoSuchBucket", "none"),
    /^platform history: there is no bucket states-apps; npx platform bootstrap makes it$/,
  ],
  [awsError("SlowDown", "slow down"), /^slow down$/],
])("%s is told with what to do", async (lost, message) => {
  const bucket = new Bucket();
  bucket.lost = lost;
  await expect(bucket.history.add(record)).rejects.toThrow(message);
});

it("a damaged state is a line beside the records", async () => {
  const bucket = new Bucket();
  await bucket.history.add(record);
  bucket.objects.set("apps.tfstate", '{"version":4,"lin');
  const { records, state, notRecorded } = await bucket.history.historyOf("apps", 5);
  expect([records, state]).toEqual([[record], undefined]);
  expect(notRecorded).toEqual([
    "s3://states-apps/apps.tfstate is no state of Terraform; docs/playbooks/recover-state.md says how it comes back",
  ]);
});

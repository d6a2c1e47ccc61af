import type { StackId } from "../../constructs/stack/stack-id";
import { recordsBeside } from "../../constructs/state/apply-records";
import type { AwsApis } from "../aws/apis";
import { ifThere, isAwsError, refusals } from "../aws/errors";
import { CommandError } from "../command";
import { type ApplyRecord, isRecordName, parseRecord, recordName, recordText } from "./apply-record";
import { type HistoryStore, historyWith, markOf, type StackHistory } from "./history-store";

/** Where a stack's state lies. */
export interface StatePlace {
  readonly bucket: string;
  /** Key of the object. */
  readonly object: string;
  /** ARN of the alias of its key. */
  readonly keyAlias: string;
}

/** Records beside each state, in its bucket and with its key: added by its apply role, and by nobody changed. */
export class S3History implements HistoryStore {
  constructor(
    private readonly placeOf: (stack: StackId) => StatePlace,
    /** AWS as whoever reads or writes of this stack. */
    private readonly as: (stack: StackId) => Promise<AwsApis>,
  ) {}

  async historyOf(stack: StackId, last: number): Promise<StackHistory> {
    return this.told(stack, "plan", async () => {
      const { bucket: Bucket, object } = this.placeOf(stack);
      const { s3 } = await this.as(stack);
      const textOf = async (Key: string) => (await s3.getObject({ Bucket, Key })).Body?.transformToString();
      const folder = recordsBeside(object);
      const names = (await keysIn(s3, Bucket, folder)).filter(isRecordName).sort().slice(-last);
      const read = await Promise.all(
        names.map(async (name) => [name, parseRecord((await textOf(folder + name)) ?? "")] as const),
      );
      const state = (await ifThere(textOf(object), "NoSuchKey")) ?? "";
      return historyWith(stack, read, () => markOf(state, `s3://${Bucket}/${object}`));
    });
  }

  async add(record: ApplyRecord): Promise<string> {
    return this.told(record.stack, "apply", async () => {
      const { bucket: Bucket, object, keyAlias: SSEKMSKeyId } = this.placeOf(record.stack);
      const Key = recordsBeside(object) + recordName(record);
      const { s3 } = await this.as(record.stack);
      const encryption = { ServerSideEncryption: "aws:kms", SSEKMSKeyId } as const;
      const content = { Body: recordText(record), ContentType: "application/json" };
      try {
        await s3.putObject({ Bucket, Key, ...content, ...encryption, IfNoneMatch: "*" });
      } catch (error) {
        if (!isAwsError(error, "PreconditionFailed")) throw error;
        // Its answer may have been lost, and the SDK has asked again; anybody else's has another name.
        const { Body } = await s3.getObject({ Bucket, Key });
        if ((await Body?.transformToString()) !== content.Body) throw error;
      }
      return `s3://${Bucket}/${Key}`;
    });
  }

  private async told<T>(stack: StackId, role: "plan" | "apply", run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      const { bucket } = this.placeOf(stack);
      if (isAwsError(error, "NoSuchBucket")) {
        throw new CommandError(`platform history: there is no bucket ${bucket}; npx platform bootstrap makes it`);
      }
      if (!isAwsError(error, ...refusals)) throw error;
      const may = role === "plan" ? "read the records of" : "add records to";
      throw new CommandError(
        `platform history: AWS does not let you ${may} ${stack}; take its role by DEPLOY_AS=${role}, or sign in as root administrator (${error.message.split("\n")[0]})`,
      );
    }
  }
}

/** Names of all objects in a folder, without the folder. */
async function keysIn(s3: AwsApis["s3"], Bucket: string, Prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for (let ContinuationToken: string | undefined; ; ) {
    const page = await s3.listObjectsV2({ Bucket, Prefix, ContinuationToken });
    keys.push(...(page.Contents ?? []).map(({ Key = "" }) => Key.slice(Prefix.length)));
    if (!page.IsTruncated) return keys;
    ContinuationToken = page.NextContinuationToken;
  }
}

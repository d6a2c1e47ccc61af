import type { DeployerAction, StackId } from "../../constructs/stack/stack-id";
import type { AwsApis } from "../aws/apis";
import type { Connect } from "../aws/connect";
import { isAwsError, refusals } from "../aws/errors";

/** A deployer's role, and what it has to be able to do before Terraform runs with it. */
export interface Probed {
  readonly stack: StackId;
  readonly action: DeployerAction;
  readonly roleArn: string;
  /** Where the stack's state lies in S3. Left out where it lies elsewhere: then to take the role is enough. */
  readonly state?: { readonly bucket: string; readonly object: string };
}

/** Takes the role and reads the state with it. Gives what AWS still refuses; undefined where it is ready. */
export async function notReady(probed: Probed, aws: AwsApis, connect: Connect): Promise<string | undefined> {
  try {
    await readState(probed, await connect(await taken(aws, probed.roleArn)));
    return undefined;
  } catch (error) {
    if (isAwsError(error, ...refusals)) return error.message.split("\n")[0];
    throw error;
  }
}

async function taken({ sts }: AwsApis, RoleArn: string) {
  const { Credentials } = await sts.assumeRole({ RoleArn, RoleSessionName: "platform-ready", DurationSeconds: 900 });
  return {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  };
}

/** The list first: it tells a state that is not there from one that may not be read. The read needs the key as well. */
async function readState({ state }: Probed, { s3 }: AwsApis): Promise<void> {
  if (!state) return;
  const { bucket: Bucket, object: Key } = state;
  const { Contents = [] } = await s3.listObjectsV2({ Bucket, Prefix: Key });
  if (Contents.some((one) => one.Key === Key)) await s3.getObject({ Bucket, Key, Range: "bytes=0-0" });
}

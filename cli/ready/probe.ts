import type { DeployerRole, StackId } from "../../constructs/stack/stack-id";
import type { AwsApis } from "../aws/apis";
import type { Connect } from "../aws/connect";
import { isAwsError, refusals } from "../aws/errors";
import { takeRole } from "../aws/take-role";
import { clusterIn, type LoginPlace, notLetIn } from "./cluster";

/** A state in S3. */
export interface StatePlace {
  readonly bucket: string;
  readonly object: string;
}

/** A deployer's role, and what it has to be able to do before Terraform runs with it. */
export interface Probed {
  readonly stack: StackId;
  readonly role: DeployerRole | "caller";
  /** @default - none is taken: the caller's own credentials are tried */
  readonly roleArn?: string;
  /** Left out where states lie elsewhere than in S3: then to take the role is enough. */
  readonly state?: StatePlace;
  /** The cluster that it has to log in to, by the state that says where it is. @default - none is tried */
  readonly cluster?: LoginPlace & { readonly state: StatePlace };
}

/** Takes the role, if there is one to take, and reads the state with it. Gives what is still refused; undefined where it is ready. */
export async function notReady(
  probed: Probed,
  aws: AwsApis,
  connect: Connect,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const credentials = probed.roleArn ? await takeRole(aws, probed.roleArn, "platform-ready") : undefined;
    const asRole = credentials ? await connect(credentials) : aws;
    await readState(probed, asRole);
    const { cluster } = probed;
    if (!cluster) return undefined;
    return await notLetIn(await clusterIn(asRole, cluster.state), cluster, credentials, signal);
  } catch (error) {
    if (isAwsError(error, ...refusals)) return error.message.split("\n")[0];
    throw error;
  }
}

/** The list first: it tells a state that is not there from one that may not be read. The read needs the key as well. */
async function readState({ state }: Probed, { s3 }: AwsApis): Promise<void> {
  if (!state) return;
  const { bucket: Bucket, object: Key } = state;
  const { Contents = [] } = await s3.listObjectsV2({ Bucket, Prefix: Key });
  if (Contents.some((one) => one.Key === Key)) await s3.getObject({ Bucket, Key, Range: "bytes=0-0" });
}

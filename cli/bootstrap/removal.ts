import { ifThere, isAwsError } from "../aws/errors";
import { until } from "../aws/patience";
import { CommandError, type Result } from "../command";
import { asRootAdministrator } from "./caller";
import type { BootstrapContext } from "./context";
import { currentStack, settledStack } from "./current-stack";
import type { StateStore } from "./wanted";

/**
 * Takes back what a bootstrap has made and nobody has used. Where any bucket has ever held anything nothing is deleted at
 * all: old versions of a state are a state. The account keeps the roles of AWS's services.
 */
export async function remove(context: BootstrapContext): Promise<Result> {
  const { aws, wanted, environment, dialogue, signal } = context;
  if (!dialogue.confirm) throw refused("there is no terminal to ask on; add --yes");
  await asRootAdministrator(aws, environment);
  const stack = await settledStack(context);
  if (!stack) return { output: `There is no stack ${wanted.stack}: nothing to delete.\n` };
  await refuseUsed(context);
  dialogue.show(plannedText(context));
  if (!(await dialogue.confirm(`\nDelete ${wanted.stack}?`, signal))) throw refused("nothing was deleted");
  const kept = await deleteStores(context);
  if (kept.length > 0) throw refused(`${kept.join(", ")} got its first object meanwhile; the stack stays`);
  const logs = wanted.logBucket === undefined || (await deleteBucket(context, wanted.logBucket));
  await deleteStack(context);
  return { output: doneText(context, logs) };
}

export async function refuseUsed({ aws, wanted: { stores } }: BootstrapContext): Promise<void> {
  const used: string[] = [];
  for (const { bucket: Bucket } of stores) {
    const found = await ifThere(aws.s3.listObjectVersions({ Bucket, MaxKeys: 1 }), "NoSuchBucket");
    if ([...(found?.Versions ?? []), ...(found?.DeleteMarkers ?? [])].length > 0) used.push(Bucket);
  }
  if (used.length === 0) return;
  throw refused(
    [
      "these buckets hold a state, or old versions of one, and nothing is deleted:",
      ...used.map((bucket) => `  ${bucket}`),
      "docs/operations/bootstrap.md says how an environment ends whose states nobody needs any more.",
    ].join("\n"),
  );
}

function plannedText({ wanted: { stack, stores, logBucket } }: BootstrapContext): string {
  return [
    `${stack} goes, and with it what is empty:`,
    ...stores.map(({ bucket, keyAlias }) => `  bucket ${bucket}, and in 30 days the key ${keyAlias}`),
    ...(logBucket === undefined ? [] : [`  bucket ${logBucket}, if it is empty`]),
  ].join("\n");
}

/** The key after its bucket: S3 refuses to delete what has been written to meanwhile, and that needs its key. */
async function deleteStores(context: BootstrapContext): Promise<readonly string[]> {
  const kept: string[] = [];
  for (const store of context.wanted.stores) {
    context.signal.throwIfAborted();
    if (await deleteBucket(context, store.bucket)) await deleteKey(context, store);
    else kept.push(store.bucket);
  }
  return kept;
}

/** Whether it is gone: what is not empty stays. */
async function deleteBucket({ aws, dialogue }: BootstrapContext, Bucket: string): Promise<boolean> {
  dialogue.progress(`deleting ${Bucket}`);
  try {
    await ifThere(aws.s3.deleteBucket({ Bucket }), "NoSuchBucket");
    return true;
  } catch (error) {
    if (isAwsError(error, "BucketNotEmpty")) return false;
    throw error;
  }
}

async function deleteKey({ aws }: BootstrapContext, { keyAlias }: StateStore): Promise<void> {
  const key = await ifThere(aws.kms.describeKey({ KeyId: keyAlias }), "NotFoundException");
  const { Arn, KeyState } = key?.KeyMetadata ?? {};
  if (Arn === undefined) return;
  if (KeyState !== "PendingDeletion") await aws.kms.scheduleKeyDeletion({ KeyId: Arn, PendingWindowInDays: 30 });
  await aws.kms.deleteAlias({ AliasName: keyAlias });
}

async function deleteStack(context: BootstrapContext): Promise<void> {
  const { aws, wanted, dialogue, signal, firstPauseMs } = context;
  const StackName = wanted.stack;
  dialogue.progress(`deleting ${StackName}`);
  await aws.cloudFormation.updateTerminationProtection({ StackName, EnableTerminationProtection: false });
  await aws.cloudFormation.deleteStack({ StackName });
  const gone = async () => ((await currentStack(context)) === undefined ? true : undefined);
  if (await until(gone, { seconds: 600, signal, firstPauseMs })) return;
  throw refused(`${StackName} is not gone after ten minutes; look at its events in CloudFormation`);
}

function doneText({ wanted: { stack, logBucket } }: BootstrapContext, logs: boolean): string {
  const left = logs ? "" : ` ${logBucket} holds logs, and stays.`;
  return `${stack} is deleted. Its keys can be had back for 30 days (aws kms cancel-key-deletion).${left}\n`;
}

function refused(problem: string): CommandError {
  return new CommandError(`platform bootstrap --delete: ${problem}`);
}

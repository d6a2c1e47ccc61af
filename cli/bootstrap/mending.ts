import { accessLogBucket, accessLogPolicy } from "../../constructs/bootstrap/access-log";
import { expanded } from "../../constructs/bootstrap/expanded";
import type { BootstrapContext } from "./context";
import { logDifferences, type StoreDifference, storeDifferences } from "./store-differences";
import { templateIn } from "./wanted";

/** What differs of all buckets and keys from what the template says. */
export async function allStoreDifferences({ aws, wanted }: BootstrapContext): Promise<readonly StoreDifference[]> {
  const { Resources } = expanded(templateIn(wanted));
  const ofStates = wanted.stores.map((store) => storeDifferences(aws, store, Resources));
  const ids = { Bucket: accessLogBucket, BucketPolicy: accessLogPolicy };
  const ofLogs = wanted.logBucket === undefined ? [] : [logDifferences(aws, wanted.logBucket, ids, Resources)];
  return (await Promise.all([...ofStates, ...ofLogs])).flat();
}

/** Sets back what CloudFormation believes to be as it made it. */
export async function mendStores(context: BootstrapContext): Promise<void> {
  for (const { what, mend } of await allStoreDifferences(context)) {
    if (!mend) continue;
    context.dialogue.progress(`setting back: ${what}`);
    await mend();
  }
}

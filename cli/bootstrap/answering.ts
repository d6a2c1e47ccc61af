import { ifThere } from "../aws/errors";
import { until } from "../aws/patience";
import { CommandError } from "../command";
import type { BootstrapContext } from "./context";

const twoMinutes = 120;

/** Waits until every bucket and every key is found by its name: AWS tells all of itself what is new, but not at once. */
export async function untilAllAnswer(context: BootstrapContext): Promise<void> {
  const { wanted, dialogue, signal, firstPauseMs } = context;
  dialogue.progress("waiting until all buckets and keys answer");
  let silent: readonly string[] = [];
  const look = async () => {
    silent = await silentNow(context);
    return silent.length === 0 ? true : undefined;
  };
  if (await until(look, { seconds: twoMinutes, signal, firstPauseMs })) return;
  throw new CommandError(
    `platform bootstrap: ${wanted.stack} is done, but ${silent.join(", ")} can't be found two minutes later; run npx platform bootstrap again`,
  );
}

async function silentNow({ aws, wanted: { stores } }: BootstrapContext): Promise<readonly string[]> {
  const answers = stores.map(async ({ bucket, keyAlias }) => {
    const [head, key] = await Promise.all([
      ifThere(aws.s3.headBucket({ Bucket: bucket }), "NotFound", "NoSuchBucket", "404"),
      ifThere(aws.kms.describeKey({ KeyId: keyAlias }), "NotFoundException"),
    ]);
    return [...(head ? [] : [bucket]), ...(key ? [] : [keyAlias])];
  });
  return (await Promise.all(answers)).flat();
}

import type { StackId } from "../../../../constructs/stack/stack-id";
import type { State } from "../../../../environments/schema/state";
import { asking } from "../../asking/ask";
import { type AwsAnswer, type AwsCalls, isDenied } from "../../asking/aws-calls";
import { awsOfStack } from "../../asking/aws-of-stack";
import { type Line, ok, problem, skipped, warning } from "../../check";
import type { Context } from "../../context";
import { contentLine } from "./content";
import { lockedLine } from "./lock";

/** A state in its bucket, asked for as Terraform does: the stack's plan role may make each of these calls but the last. */
export function s3State(
  context: Context,
  stack: StackId,
  state: Extract<State, { kind: "s3" }>,
): Promise<readonly Line[]> {
  return asking(context, async () => {
    const aws = await awsOfStack(context, stack);
    if (aws === undefined) return [skipped(`${stack}: its role can't be assumed`)];
    const { names } = context.app.stack(stack);
    const place: Place = {
      stack,
      bucket: names.stateBucket(stack, state.bucketPrefix),
      key: names.stateObject(stack),
      region: state.region ?? context.app.environment.aws.region,
      alias: names.stateKeyAlias(stack),
    };
    const found = await objects(aws, place);
    if (found.kind !== "answered") return [notListed(found, place)];
    return [
      await content(aws, place, found.keys),
      ...(await lock(aws, place, found.keys, context.now)),
      ...(await versioning(aws, place)),
    ];
  });
}

interface Place {
  readonly stack: StackId;
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  readonly alias: string;
}

async function objects(aws: AwsCalls, { bucket, key, region }: Place) {
  const answer = await aws.call("s3api", "list-objects-v2", { bucket, prefix: key, region });
  if (answer.kind !== "answered") return answer;
  const { Contents: contents = [] } = answer.content as { readonly Contents?: readonly { readonly Key: string }[] };
  return { kind: "answered" as const, keys: contents.map(({ Key }) => Key) };
}

function notListed(answer: Exclude<AwsAnswer, { kind: "answered" }>, { stack, bucket }: Place): Line {
  if (answer.kind === "unasked") return skipped(`${stack}: ${answer.reason}`);
  if (answer.code === "NoSuchBucket") {
    return problem(
      `there is no bucket ${bucket} for the state of ${stack}`,
      "make the states' buckets and keys first (README.md, Deploying)",
    );
  }
  if (isDenied(answer)) {
    return problem(
      `these credentials may not list ${bucket}, the state of ${stack}`,
      `take the stack's own role, as with DEPLOY_AS=plan; no other stack's role gets to it`,
    );
  }
  return problem(`the state of ${stack} in ${bucket} can't be looked at: ${answer.code}`, answer.message);
}

async function content(aws: AwsCalls, { stack, bucket, key, alias }: Place, keys: readonly string[]): Promise<Line> {
  const where = `s3://${bucket}/${key}`;
  if (!keys.includes(key)) return ok(`${where}: nothing is deployed yet`);
  const text = await aws.object(bucket, key);
  if (text !== undefined) return contentLine(stack, where, text);
  return problem(
    `${where} is there, and can't be read with these credentials`,
    `look that the key ${alias} is enabled, and that the role may use it`,
  );
}

async function lock(aws: AwsCalls, { stack, bucket, key }: Place, keys: readonly string[], now: Date) {
  const name = `${key}.tflock`;
  return keys.includes(name) ? [lockedLine(stack, (await aws.object(bucket, name)) ?? "", now)] : [];
}

/** Deployers may not ask for it, so nothing is said where it is not answered. */
async function versioning(aws: AwsCalls, { stack, bucket, region }: Place): Promise<readonly Line[]> {
  const answer = await aws.call("s3api", "get-bucket-versioning", { bucket, region });
  if (answer.kind !== "answered" || answer.content.Status === "Enabled") return [];
  const text = `${bucket} keeps no former versions of the state of ${stack}`;
  return [warning(text, "a root administrator turns on its versioning, so that a broken state can be had back")];
}

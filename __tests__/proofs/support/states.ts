import type { StackId } from "../../../constructs/stack/stack-id";
import type { Environment } from "../../../environments/schema/environment";
import type { SynthesizedPlatform } from "../../support/demo";
import { stackIn, stacksIn } from "../../support/stacks-in";
import type { Call } from "./simulator";

/** A stack's state as Terraform's own configuration names it, and the policies of its bucket and key. */
export interface State {
  readonly stack: StackId;
  /** Stacks whose configuration reads this state. */
  readonly readers: readonly StackId[];
  readonly bucket: string;
  readonly object: string;
  readonly lock: string;
  /** One of the records of its applies. */
  readonly record: string;
  readonly key: string;
  /** Name of the key's alias. */
  readonly alias: string;
  readonly aliasArn: string;
  readonly region: string;
  readonly policies: { readonly bucketPolicy: Policy; readonly keyPolicy: Policy };
}

type Policy = NonNullable<Call["resourcePolicy"]>;

/** All states, read from the JSON that Terraform gets. */
export function statesOf(platform: SynthesizedPlatform, { aws }: Environment): readonly State[] {
  const stacks = stacksIn(platform);
  return stacks.map((stack, index) => {
    const { bucket, key, kms_key_id: aliasArn, region } = stackIn(platform, stack).json.terraform.backend.s3;
    const bucketArn = `arn:${aws.partition}:s3:::${bucket}`;
    return {
      stack,
      readers: stacks.filter((reader) =>
        Object.hasOwn(stackIn(platform, reader).data("terraform_remote_state"), stack),
      ),
      bucket: bucketArn,
      object: `${bucketArn}/${key}`,
      lock: `${bucketArn}/${key}.tflock`,
      record: `${bucketArn}/${key}.applies/20261128T080143Z-12.json`,
      key: `arn:${aws.partition}:kms:${region}:${aws.accountId}:key/00000000-1111-2222-3333-00000000000${index}`,
      alias: aliasArn.split(":").at(-1),
      aliasArn,
      region,
      policies: platform.file(`permissions/${stack}.json`).state,
    };
  });
}

/** Calls on a state. */
export const on = {
  list: (state: State, prefix = nameOf(state.object)): Call => {
    return inBucket(state, "s3:ListBucket", state.bucket, { "s3:prefix": prefix });
  },
  get: (state: State, object = state.object): Call => inBucket(state, "s3:GetObject", object),
  /** As Terraform's backend does: with the state's key, by its alias. */
  put: (state: State, object = state.object): Call =>
    inBucket(state, "s3:PutObject", object, encryptedBy(state.aliasArn)),
  /** The same, where nothing is written over. */
  add: (state: State, object: string): Call =>
    inBucket(state, "s3:PutObject", object, { ...encryptedBy(state.aliasArn), "s3:if-none-match": "*" }),
  object: (state: State, action: string, object = state.object): Call => inBucket(state, action, object),
  bucket: (state: State, action: string): Call => inBucket(state, action, state.bucket),
  /** As S3 asks in its caller's name. */
  key: (state: State, action: string): Call =>
    ofKey(state, action, { "kms:ViaService": `s3.${state.region}.amazonaws.com` }),
  /** As a caller of KMS. `tags`: those that the key bears, as far as whoever tries it can wish. */
  keyItself: (state: State, action: string, tags: Readonly<Record<string, string>>): Call => {
    const entries = Object.entries(tags).map(([name, value]) => [`aws:ResourceTag/${name}`, value]);
    return ofKey(state, action, Object.fromEntries(entries));
  },
  alias: (state: State, action: string): Call => ({ action, resource: state.aliasArn, context: inRegion(state) }),
};

export function encryptedBy(key: string): Readonly<Record<string, string>> {
  return { "s3:x-amz-server-side-encryption": "aws:kms", "s3:x-amz-server-side-encryption-aws-kms-key-id": key };
}

export function inBucket(state: State, action: string, resource: string, context: Call["context"] = {}): Call {
  const resourcePolicy = state.policies.bucketPolicy;
  return { action, resource, context: { ...inRegion(state), ...context }, resourcePolicy };
}

function ofKey(state: State, action: string, context: Call["context"]): Call {
  const aliases = { "kms:ResourceAliases": [state.alias] };
  const resourcePolicy = state.policies.keyPolicy;
  return { action, resource: state.key, context: { ...inRegion(state), ...aliases, ...context }, resourcePolicy };
}

function inRegion({ region }: State) {
  return { "aws:RequestedRegion": region };
}

function nameOf(object: string): string {
  return object.split("/").slice(1).join("/");
}

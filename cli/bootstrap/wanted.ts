import fs from "node:fs";
import path from "node:path";
import type { Template } from "../../constructs/bootstrap/cloudformation";
import { type ServiceLinkedRole, serviceLinkedRoles } from "../../constructs/bootstrap/service-linked-roles";
import { bootstrapTags, stateRegion } from "../../constructs/bootstrap/template";
import { templateLimit } from "../../constructs/bootstrap/template-text";
import { namesOf } from "../../constructs/names";
import { bootstrapFile } from "../../constructs/permissions/complete";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { shardOf, teamsApart } from "../../constructs/stack/shards";
import { type ShardId, type StackId, stackIds } from "../../constructs/stack/stack-id";
import type { Environment } from "../../environments/schema/environment";
import { CommandError } from "../command";

/** Where one stack's state lies. */
export interface StateStore {
  readonly stack: StackId;
  readonly bucket: string;
  readonly keyAlias: string;
}

/** What an environment wants to be there before identity. */
export interface Wanted {
  /** Name of the CloudFormation stack. */
  readonly stack: string;
  /** Region of the stack, the buckets and the keys. */
  readonly region: string;
  /** The template as it is sent. */
  readonly template: string;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly roles: readonly ServiceLinkedRole[];
  readonly stores: readonly StateStore[];
  /** @default - it is another stack's */
  readonly logBucket?: string;
}

/** What is wanted by an app that has been written to its output: first for the six stacks, then for each shard. */
export function allWantedOf({ environment, target }: PlatformApp): readonly [Wanted, ...Wanted[]] {
  const template = (shard?: ShardId) => fs.readFileSync(path.join(target, bootstrapFile(shard)), "utf8");
  const shards = teamsApart(environment).map(({ name }) => shardOf(name));
  return [wantedBy(environment, template()), ...shards.map((one) => wantedFor(environment, one, template(one)))];
}

export function wantedBy(environment: Environment, template: string): Wanted {
  const names = namesOf(environment);
  return {
    ...common(environment, template, stackIds),
    stack: names.bootstrapStack,
    roles: serviceLinkedRoles(environment),
    logBucket: names.stateLogBucket(prefixOf(environment)),
  };
}

function wantedFor(environment: Environment, shard: ShardId, template: string): Wanted {
  const stack = namesOf(environment).shardBootstrapStack(shard);
  return { ...common(environment, template, [shard]), stack, roles: [] };
}

function common(environment: Environment, template: string, stacks: readonly StackId[]) {
  const names = namesOf(environment);
  return {
    region: stateRegion(environment),
    template: withinLimit(template),
    tags: bootstrapTags(environment),
    stores: stacks.map((stack) => ({
      stack,
      bucket: names.stateBucket(stack, prefixOf(environment)),
      keyAlias: names.stateKeyAlias(stack),
    })),
  };
}

function prefixOf({ state }: Environment): string | undefined {
  return state.kind === "s3" ? state.bucketPrefix : undefined;
}

export function templateIn({ template }: Pick<Wanted, "template">): Template {
  return JSON.parse(template) as Template;
}

function withinLimit(template: string): string {
  const size = Buffer.byteLength(template);
  if (size <= templateLimit) return template;
  throw new CommandError(
    `platform bootstrap: the template has ${size} bytes, and CloudFormation takes ${templateLimit}; name fewer rootAdministrators, since one pattern may stand for several of them, or a shorter state.bucketPrefix`,
  );
}

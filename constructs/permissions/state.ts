import type { Environment } from "../../environments/schema/environment";
import { allow, type Conditions, type Statement } from "../identity/policy-document";
import { namesOf } from "../names";
import type { ResolvedStack } from "../stack/resolved-tree";
import { stackIdsOf } from "../stack/shards";
import { type DeployerRole, type StackId, stackIds } from "../stack/stack-id";
import { recordsBeside } from "../state/apply-records";

/** Where one stack's state lies in S3. */
export interface StateStore {
  readonly bucket: string;
  /** Key of the object. */
  readonly object: string;
  /** Alias of the KMS key that encrypts it, `alias/…` included. */
  readonly keyAlias: string;
}

/** What a stack's deployers need of states. */
export interface StateAccess {
  /** The states' region, which may be another than the platform's. */
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  readonly own: StateStore;
  /** States of the stacks whose contracts are read. A reader reads the whole state. */
  readonly reads: readonly StateStore[];
}

/** Whose contracts a stack reads. */
export type Reads = (stack: StackId) => readonly StackId[];

/** Contracts that the finished stacks read, whatever they were meant to. */
export function contractsRead(stacks: readonly ResolvedStack[]): Reads {
  return (id) => {
    const elements = stacks.find(({ stack }) => stack.id === id)?.elements ?? [];
    const producers = elements.filter(({ type }) => type === "terraform_remote_state").map(({ name }) => name);
    return stackIds.filter((producer) => producers.includes(producer));
  };
}

/** Which states a stack's deployers reach: its own, and those of the contracts that it reads. None outside of S3. */
export function stateAccess(
  environment: Environment,
  reads: Reads,
): Readonly<Record<StackId, StateAccess>> | undefined {
  const { state, aws } = environment;
  if (state.kind !== "s3") return undefined;
  const names = namesOf(environment);
  const { accountId, partition } = aws;
  const store = (stack: StackId): StateStore => ({
    bucket: names.stateBucket(stack, state.bucketPrefix),
    object: names.stateObject(stack),
    keyAlias: names.stateKeyAlias(stack),
  });
  const access = stackIdsOf(environment).map((stack): [StackId, StateAccess] => [
    stack,
    { accountId, partition, region: state.region ?? aws.region, own: store(stack), reads: reads(stack).map(store) },
  ]);
  return Object.fromEntries(access) as Record<StackId, StateAccess>;
}

/**
 * Rights on states, by Terraform's s3 backend with `use_lockfile`: a plan reads its own state and writes the lock
 * alone, for a review not even that; only an apply writes the state, and nobody deletes it. S3 asks KMS in the caller's
 * name, also for the lock. Beside the state lie the records of its applies, which an apply adds to and nobody changes.
 * Source: Terraform docs, "S3 backend", permissions required.
 */
export function statePermissions(access: StateAccess, role: DeployerRole): readonly Statement[] {
  const { own, reads } = access;
  const [state, lock, records] = [objectArn(access, own), lockArn(access, own), recordsArn(access, own)];
  const locks = role !== "review";
  const listed: Conditions = { StringLike: { "s3:prefix": `${own.object}*` } };
  const contracts = reads.map((store) => objectArn(access, store));
  return [
    // Without it, a state that is not there yet answers 403, and the first `init` fails.
    allow("ListOwnState", "s3:ListBucket", bucketArn(access, own), listed),
    allow("OwnState", role === "apply" ? ["s3:GetObject", "s3:PutObject"] : "s3:GetObject", state),
    ...(locks ? [allow("OwnRecords", "s3:GetObject", records)] : []),
    ...(role === "apply" ? [allow("NewRecords", "s3:PutObject", records, notYetThere)] : []),
    ...(locks ? [allow("OwnLock", ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], lock)] : []),
    useKeys(access, "OwnStateKey", locks ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"], [own]),
    ...(contracts.length > 0
      ? [allow("Contracts", "s3:GetObject", contracts), useKeys(access, "ContractKeys", ["kms:Decrypt"], reads)]
      : []),
  ];
}

/**
 * S3 writes an object only where there is none of that name, when the request has the header `If-None-Match`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
 */
const notYetThere: Conditions = { Null: { "s3:if-none-match": "false" } };

/** Of a request that would also write over what is there. */
export const perhapsThere: Conditions = { Null: { "s3:if-none-match": "true" } };

/** Keys by alias: their ids are AWS's choice. An alias that is moved takes up to five minutes to count. */
function useKeys(
  access: StateAccess,
  sid: string,
  actions: readonly string[],
  stores: readonly StateStore[],
): Statement {
  const { region, accountId, partition } = access;
  return allow(sid, actions, `arn:${partition}:kms:${region}:${accountId}:key/*`, {
    "ForAnyValue:StringEquals": { "kms:ResourceAliases": stores.map(({ keyAlias }) => keyAlias) },
    StringEquals: { "kms:ViaService": throughS3(access) },
  });
}

type Place = Pick<StateAccess, "partition" | "region">;

/** S3 as KMS knows it. */
export function throughS3({ partition, region }: Place): string {
  return `s3.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
}

export function bucketArn({ partition }: Pick<Place, "partition">, { bucket }: Pick<StateStore, "bucket">): string {
  return `arn:${partition}:s3:::${bucket}`;
}

export function objectArn(place: Pick<Place, "partition">, store: StateStore): string {
  return `${bucketArn(place, store)}/${store.object}`;
}

/** The object by which `use_lockfile` locks a state. */
export function lockArn(place: Pick<Place, "partition">, store: StateStore): string {
  return `${objectArn(place, store)}.tflock`;
}

/** The records of a state's applies. */
export function recordsArn(place: Pick<Place, "partition">, store: StateStore): string {
  return `${recordsBeside(objectArn(place, store))}*`;
}

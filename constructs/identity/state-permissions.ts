import type { DeployerAction } from "../stack/stack-id";
import { allow, type Conditions, type Statement } from "./policy-document";

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

/**
 * Rights on states, by Terraform's s3 backend with `use_lockfile`: a plan reads its own state and writes the lock
 * alone; only an apply writes the state, and nobody deletes it. S3 asks KMS in the caller's name, also for the lock.
 * Source: Terraform docs, "S3 backend", permissions required.
 */
export function statePermissions(access: StateAccess, action: DeployerAction): readonly Statement[] {
  const { own, reads, partition } = access;
  const bucket = `arn:${partition}:s3:::${own.bucket}`;
  const state = objectArn(own, partition);
  const lock = `${state}.tflock`;
  const listed: Conditions = { StringLike: { "s3:prefix": `${own.object}*` } };
  const contracts = reads.map((store) => objectArn(store, partition));
  return [
    // Without it, a state that is not there yet answers 403, and the first `init` fails.
    allow("ListOwnState", "s3:ListBucket", bucket, listed),
    allow("OwnState", action === "apply" ? ["s3:GetObject", "s3:PutObject"] : "s3:GetObject", state),
    allow("OwnLock", ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], lock),
    useKeys(access, "OwnStateKey", ["kms:Decrypt", "kms:GenerateDataKey"], [own]),
    ...(contracts.length > 0
      ? [allow("Contracts", "s3:GetObject", contracts), useKeys(access, "ContractKeys", ["kms:Decrypt"], reads)]
      : []),
  ];
}

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
    StringEquals: { "kms:ViaService": `s3.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}` },
  });
}

function objectArn({ bucket, object }: StateStore, partition: string): string {
  return `arn:${partition}:s3:::${bucket}/${object}`;
}

import type { Allow } from "../../permissions/merge";
import { bucketArn, lockArn, objectArn, type StateAccess, throughS3 } from "../../permissions/state";
import { isShard, type StackId } from "../../stack/stack-id";
import { allowed, deny, type Statement } from "../policy-document";
import type { BoundaryContext } from "./boundary-context";

/**
 * The states that a stack's deployers may ever reach: its own, and those of the contracts that it reads. The same as
 * `statePermissions` says of an apply, in fewer words.
 */
export function ownState(access: StateAccess): readonly Allow[] {
  const { own, reads } = access;
  const contracts = reads.map((store) => objectArn(access, store));
  const aliases = [own, ...reads].map(({ keyAlias }) => keyAlias);
  return [
    // Never all of the bucket at once.
    allowed(["s3:ListBucket"], [bucketArn(access, own)], { StringLike: { "s3:prefix": "?*" } }),
    // The state, its lock and the records of its applies.
    allowed(["s3:GetObject", "s3:PutObject"], [`${objectArn(access, own)}*`]),
    allowed(["s3:DeleteObject"], [lockArn(access, own)]),
    ...(contracts.length > 0 ? [allowed(["s3:GetObject"], contracts)] : []),
    allowed(["kms:Decrypt", "kms:GenerateDataKey"], ["*"], {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliases },
      StringEquals: { "kms:ViaService": throughS3(access) },
    }),
  ];
}

/** States are Terraform's: nobody else reads them, writes them or changes their buckets. */
export function statesStay({ partition, states }: BoundaryContext): readonly Statement[] {
  if (!states) return [];
  // The pattern of apps has those of its shards in it.
  const whole = Object.entries(states).filter(([stack]) => !isShard(stack as StackId));
  const buckets = whole.map(([, { own }]) => `${bucketArn({ partition }, own)}*`);
  return [deny("StatesStay", "s3:*", buckets)];
}

import type { ResolvedElement } from "../stack/resolved-tree";
import { type FinishedTree, oncePerTree } from "./finished-tree";
import { isExpression } from "./provider-values";

/** Types that say one thing each about a bucket that stands elsewhere. */
const companions = [
  "aws_s3_bucket_acl",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
] as const;
type Companion = (typeof companions)[number];

/** A bucket with what other resources say about it. */
export interface DeclaredBucket {
  readonly bucket: ResolvedElement;
  readonly of: (type: Companion) => readonly ResolvedElement[];
}

/** All buckets of the tree. */
export const bucketsIn = oncePerTree((tree): readonly DeclaredBucket[] => {
  const buckets = tree.resources("aws_s3_bucket");
  const found = new Map<ResolvedElement | undefined, ResolvedElement[]>();
  for (const companion of tree.resources(...companions)) {
    const bucket = bucketOf(tree, buckets, companion);
    found.set(bucket, [...(found.get(bucket) ?? []), companion]);
  }
  return buckets.map((bucket) => ({
    bucket,
    of: (type) => (found.get(bucket) ?? []).filter((one) => one.type === type),
  }));
});

function bucketOf(tree: FinishedTree, buckets: readonly ResolvedElement[], { body, ...companion }: ResolvedElement) {
  if (isExpression(body.bucket)) return tree.behind({ body, ...companion }, body.bucket);
  return buckets.find((bucket) => bucket.body.bucket === body.bucket);
}

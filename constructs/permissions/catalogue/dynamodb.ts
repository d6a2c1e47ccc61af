import type { Catalogue, Grant, ResourceView } from "../entry";
import { adoptingTags, creating, named, on, owned, retagging, usingKey } from "../ownership";

/**
 * Amazon DynamoDB. Names are ours to choose, so that patterns can begin with the environment's prefix, and all writes rest
 * on tags beside it, which DynamoDB looks at. Nothing here reads or writes an item, a backup or a policy.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/attribute-based-access-control.html
 */
const tables = (r: ResourceView) => [r.names.arn("dynamodb", `table/${named(r, "name")}`)];

const key = "server_side_encryption[0].kms_key_arn";

/**
 * DynamoDB asks with its caller's rights, and keeps a grant for what it does by itself. Whether it marks that grant as one
 * for a resource of its own no source says, so that the service's name has to do.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
const encryption = (r: ResourceView): readonly Grant[] =>
  r.has(key)
    ? [
        usingKey(
          r,
          key,
          ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
          "dynamodb",
        ),
      ]
    : [];

export const dynamodb: Catalogue = {
  aws_dynamodb_table: {
    arn: (r) => r.names.arn("dynamodb", `table/${r.text("name")}`),
    create: (r) => [
      creating(r, ["dynamodb:CreateTable"], tables(r)),
      // Tags in CreateTable take a right of their own, and go to nothing that bears somebody's.
      adoptingTags(r, ["dynamodb:TagResource"], tables(r)),
      // What CreateTable knows no argument for comes right after it.
      owned(r, ["dynamodb:UpdateContinuousBackups", "dynamodb:UpdateTimeToLive"], tables(r)),
      ...encryption(r),
    ],
    read: (r) => [
      on(
        tables(r),
        "dynamodb:DescribeContinuousBackups",
        "dynamodb:DescribeTable",
        "dynamodb:DescribeTimeToLive",
        "dynamodb:ListTagsOfResource",
      ),
    ],
    update: (r) => [
      owned(r, ["dynamodb:UpdateContinuousBackups", "dynamodb:UpdateTable", "dynamodb:UpdateTimeToLive"], tables(r)),
      retagging(r, ["dynamodb:TagResource", "dynamodb:UntagResource"], tables(r)),
      ...encryption(r),
    ],
    delete: (r) => [owned(r, ["dynamodb:DeleteTable"], tables(r))],
  },
};

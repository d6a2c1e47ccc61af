import type { Catalogue, Grant, ResourceView } from "../entry";
import { adoptingTags, anywhere, both, creating, on, owned, retagging } from "../ownership";

/** Ids of keys are AWS's choice, so that rights on them rest on tags: a key that takes another's place has a new one. */
const keys = ({ partition, region, account }: ResourceView) => [`arn:${partition}:kms:${region}:${account}:key/*`];

const alias = (r: ResourceView) => `arn:${r.partition}:kms:${r.region}:${r.account}:${r.text("name")}`;

/** AWS KMS. Nothing here uses a key: that is a matter of what is encrypted with it. */
export const kms: Catalogue = {
  aws_kms_key: {
    arn: (r) => `arn:${r.partition}:kms:${r.region}:${r.account}:key/${r.id}`,
    create: (r) => [
      {
        ...making(r),
        because: "a new key has no ARN: the action knows no resource (service authorization reference, AWS KMS)",
      },
      taggingNew(r),
      ...rotating(r),
      ...disabling(r),
    ],
    read: (r) => [
      on(keys(r), "kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"),
    ],
    update: (r) => [
      owned(r, ["kms:PutKeyPolicy", "kms:UpdateKeyDescription"], keys(r)),
      // Only keys that encrypt are rotated.
      ...(r.has("key_usage") ? [] : [owned(r, ["kms:DisableKeyRotation"], keys(r))]),
      ...rotating(r),
      ...disabling(r),
      retagging(r, ["kms:TagResource", "kms:UntagResource"], keys(r)),
    ],
    delete: (r) => [owned(r, ["kms:ScheduleKeyDeletion"], keys(r))],
  },
  aws_kms_alias: {
    arn: alias,
    create: (r) => naming(r, "kms:CreateAlias"),
    read: () => [anywhere(["kms:ListAliases"])],
    update: (r) => naming(r, "kms:UpdateAlias"),
    delete: (r) => naming(r, "kms:DeleteAlias"),
  },
};

/**
 * An alias knows no tags, so it is this one by its exact name; the keys that it leads to, before and after, are this
 * stack's own by their tags. KMS asks for both: an alias of a state's key, or a stranger's key, is out of reach.
 * https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html
 */
function naming(r: ResourceView, action: string): readonly Grant[] {
  return [on([alias(r)], action), owned(r, [action], keys(r))];
}

/**
 * Tags given at creation, for which KMS wants a right that is not limited to particular keys. A stranger's key that has
 * an alias, or tags of this platform, is left out: nobody makes it his own by tagging it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/tag-permissions.html
 */
function taggingNew(r: ResourceView): Grant {
  const { conditions = {}, ...grant } = adoptingTags(r, ["kms:TagResource"], keys(r));
  return { ...grant, conditions: both(conditions, { Null: { "kms:ResourceAliases": "true" } }) };
}

/** A key for another use than encryption is of that use alone. */
function making(r: ResourceView): Grant {
  const { conditions = {}, ...grant } = creating(r, ["kms:CreateKey"], ["*"]);
  if (!r.has("key_usage")) return { ...grant, conditions };
  const use = {
    StringEquals: { "kms:KeySpec": r.text("customer_master_key_spec"), "kms:KeyUsage": r.text("key_usage") },
  };
  return { ...grant, conditions: both(conditions, use) };
}

function rotating(r: ResourceView): readonly Grant[] {
  return r.has("enable_key_rotation") ? [owned(r, ["kms:EnableKeyRotation"], keys(r))] : [];
}

function disabling(r: ResourceView): readonly Grant[] {
  return r.has("is_enabled") ? [owned(r, ["kms:DisableKey", "kms:EnableKey"], keys(r))] : [];
}

import type { Catalogue, Grant, ResourceView } from "../entry";
import { adoptingTags, anywhere, creating, on, owned, retagging } from "../ownership";

/**
 * The group, and the same with `:*`: CloudWatch Logs checks tagging on the one form and all else on the other (it
 * answers `… on resource: …:log-group:<name>:log-stream:` where only the first is allowed).
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
const group = (r: ResourceView) => {
  const arn = `arn:${r.partition}:logs:${r.region}:${r.account}:log-group:${family(r)}`;
  return [arn, `${arn}:*`];
};

/**
 * A group of its own, such as the flow logs', by its name; those of which there is one a database or a cache by the
 * part that they share: exact names of eight databases fill more policies than a role takes.
 */
const family = (r: ResourceView) => {
  const name = nameOf(r);
  const shared = [`/aws/rds/cluster/${r.names.prefix}-`, `${r.names.logGroup("cache")}/`];
  const found = shared.find((start) => name.startsWith(start));
  return found ? `${found}*` : name;
};

const nameOf = (r: ResourceView) => (r.has("name") ? r.text("name") : `${r.text("name_prefix")}*`);

/**
 * Amazon CloudWatch Logs. The key of a group takes no right of its caller's in KMS: the service uses it in its own name,
 * which the key's policy has to allow. Nothing here reads what is logged.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export const logs: Catalogue = {
  aws_cloudwatch_log_group: {
    arn: (r) => `arn:${r.partition}:logs:${r.region}:${r.account}:log-group:${nameOf(r)}`,
    create: (r) => [
      creating(r, ["logs:CreateLogGroup"], group(r)),
      // Not on what bears tags already: nobody tags another stack's group as his own.
      adoptingTags(r, ["logs:TagResource"], group(r)),
      owned(r, ["logs:PutRetentionPolicy"], group(r)),
      ...protecting(r),
    ],
    read: (r) => [
      anywhere(["logs:DescribeLogGroups"]),
      // The second is the name of the first in older releases of the provider; so are those of tagging below.
      on(group(r), "logs:ListTagsForResource", "logs:ListTagsLogGroup"),
    ],
    update: (r) => [
      owned(r, ["logs:DeleteRetentionPolicy", "logs:PutRetentionPolicy"], group(r)),
      owned(r, ["logs:DisassociateKmsKey", ...(r.has("kms_key_id") ? ["logs:AssociateKmsKey"] : [])], group(r)),
      ...protecting(r),
      retagging(r, ["logs:TagLogGroup", "logs:TagResource", "logs:UntagLogGroup", "logs:UntagResource"], group(r)),
    ],
    delete: (r) => [owned(r, ["logs:DeleteLogGroup"], group(r))],
  },
};

function protecting(r: ResourceView): readonly Grant[] {
  return r.has("deletion_protection_enabled") ? [owned(r, ["logs:PutLogGroupDeletionProtection"], group(r))] : [];
}

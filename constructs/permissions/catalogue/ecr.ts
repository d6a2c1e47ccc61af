import type { Catalogue, Grant, ResourceView } from "../entry";
import { creating, grantingKey, on, owned, retagging, usingKey } from "../ownership";

/** Amazon ECR. Every action takes a repository's ARN and its tags (service authorization reference, Amazon ECR). */
const repositories = ({ names, partition, region, account }: ResourceView) => [
  // One pattern for all apps: the prefix belongs to this environment, and five hundred exact ARNs fit in no policy.
  `arn:${partition}:ecr:${region}:${account}:repository/${names.prefix}/*`,
];

const key = "encryption_configuration[0].kms_key";

/**
 * ECR asks for grants on a repository's key with its caller's rights, and gives them up with the repository.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
 */
const encryption = (r: ResourceView): readonly Grant[] =>
  r.has(key) ? [grantingKey(r, key, "ecr"), usingKey(r, key, ["kms:DescribeKey", "kms:RetireGrant"], "ecr")] : [];

const retirement = (r: ResourceView): readonly Grant[] =>
  r.has(key) ? [usingKey(r, key, ["kms:RetireGrant"], "ecr")] : [];

export const ecr: Catalogue = {
  aws_ecr_repository: {
    arn: (r) => `arn:${r.partition}:ecr:${r.region}:${r.account}:repository/${r.text("name")}`,
    create: (r) => [creating(r, ["ecr:CreateRepository", "ecr:TagResource"], repositories(r)), ...encryption(r)],
    read: (r) => [on(repositories(r), "ecr:DescribeRepositories", "ecr:ListTagsForResource")],
    update: (r) => [
      owned(r, ["ecr:PutImageScanningConfiguration", "ecr:PutImageTagMutability"], repositories(r)),
      retagging(r, ["ecr:TagResource", "ecr:UntagResource"], repositories(r)),
    ],
    delete: (r) => [owned(r, ["ecr:DeleteRepository"], repositories(r)), ...retirement(r)],
  },
  aws_ecr_lifecycle_policy: {
    arn: (r) => `arn:${r.partition}:ecr:${r.region}:${r.account}:repository/${r.text("repository")}`,
    create: (r) => [owned(r, ["ecr:PutLifecyclePolicy"], repositories(r))],
    read: (r) => [on(repositories(r), "ecr:GetLifecyclePolicy")],
    update: (r) => [owned(r, ["ecr:PutLifecyclePolicy"], repositories(r))],
    delete: (r) => [owned(r, ["ecr:DeleteLifecyclePolicy"], repositories(r))],
  },
};

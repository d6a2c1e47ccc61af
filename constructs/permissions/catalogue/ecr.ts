import type { Catalogue, Grant, ResourceView } from "../entry";
import {
  anywhere,
  creating,
  grantingKey,
  on,
  owned,
  passing,
  retagging,
  serviceLinkedRole,
  throughService,
  usingKey,
} from "../ownership";

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

/** The registry itself, of which account and region have one. It has no ARN. */
const registry = () => "*";

const ofRegistry =
  "a setting of the registry, which has no ARN: the action knows no resource and no condition (service authorization " +
  "reference, Amazon ECR)";

/**
 * Whoever makes a template hands over the role by which ECR follows it, and needs the rights to make and set up
 * repositories as well: on those of this environment alone.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-create.html
 */
const templated = (r: ResourceView): readonly Grant[] => [
  creating(r, ["ecr:CreateRepository", "ecr:TagResource"], repositories(r)),
  owned(r, ["ecr:PutLifecyclePolicy"], repositories(r)),
  ...(r.has("custom_role_arn") ? [passing(r, "custom_role_arn", "ecr.amazonaws.com")] : []),
];

const scanning: readonly Grant[] = [anywhere(["ecr:PutRegistryScanningConfiguration"], ofRegistry)];

/** ECR turns Inspector on and off. https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html */
const inspection = (r: ResourceView): readonly Grant[] =>
  r.text("scan_type") === "ENHANCED"
    ? [
        throughService(
          anywhere(
            ["inspector2:Disable", "inspector2:Enable"],
            "Amazon Inspector is turned on for the account: the actions know no resource (service authorization " +
              "reference, Amazon Inspector2)",
          ),
        ),
        anywhere(["inspector2:ListAccountPermissions"]),
        serviceLinkedRole(r, "inspector2.amazonaws.com"),
      ]
    : [];

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
  aws_ecr_pull_through_cache_rule: {
    arn: registry,
    create: (r) => [
      anywhere(["ecr:CreatePullThroughCacheRule"], ofRegistry),
      serviceLinkedRole(r, "pullthroughcache.ecr.amazonaws.com"),
    ],
    read: () => [anywhere(["ecr:DescribePullThroughCacheRules"])],
    update: () => [anywhere(["ecr:UpdatePullThroughCacheRule"], ofRegistry)],
    delete: () => [anywhere(["ecr:DeletePullThroughCacheRule"], ofRegistry)],
  },
  aws_ecr_repository_creation_template: {
    arn: registry,
    create: (r) => [anywhere(["ecr:CreateRepositoryCreationTemplate"], ofRegistry), ...templated(r)],
    read: () => [anywhere(["ecr:DescribeRepositoryCreationTemplates"])],
    update: (r) => [anywhere(["ecr:UpdateRepositoryCreationTemplate"], ofRegistry), ...templated(r)],
    delete: () => [anywhere(["ecr:DeleteRepositoryCreationTemplate"], ofRegistry)],
  },
  aws_ecr_registry_scanning_configuration: {
    arn: registry,
    create: (r) => [...scanning, ...inspection(r)],
    read: () => [anywhere(["ecr:GetRegistryScanningConfiguration"])],
    update: (r) => [...scanning, ...inspection(r)],
    // Terraform puts back what AWS starts with, for which Inspector may be turned off.
    delete: (r) => [...scanning, ...inspection(r)],
  },
};

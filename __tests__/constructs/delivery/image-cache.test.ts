import { ImageCache } from "../../../constructs/delivery/image-cache";
import { imageLifecycle } from "../../../constructs/delivery/image-lifecycle";
import { upstreamUrls } from "../../../constructs/delivery/upstream-registries";
import { synthesize } from "../../support/synthesize";

const secretArn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:ecr-pullthroughcache/hub-AbCdEf";
const stack = synthesize((scope) => {
  new ImageCache(scope, "cache", {
    registries: [{ registry: "quay" }, { registry: "docker-hub", secretArn }],
    repositoryPrefix: (registry) => `strata-test/${registry}`,
    keyArn: "arn:aws:kms:eu-central-1:111122223333:key/images",
    roleArn: "arn:aws:iam::111122223333:role/strata/test/services/strata-test-svc-image-cache",
    tags: { "strata:environment": "test" },
    retention: { unusedDays: 60 },
  });
});

it("keeps copies under a prefix of their own, with credentials where there are some", () => {
  expect(stack.all("aws_ecr_pull_through_cache_rule")).toEqual({
    cache_quay_rule: {
      ecr_repository_prefix: "strata-test/quay",
      upstream_registry_url: "quay.io",
      depends_on: ["aws_ecr_repository_creation_template.cache_quay_template"],
    },
    "cache_docker-hub_rule": {
      ecr_repository_prefix: "strata-test/docker-hub",
      upstream_registry_url: "registry-1.docker.io",
      credential_arn: secretArn,
      depends_on: ["aws_ecr_repository_creation_template.cache_docker-hub_template"],
    },
  });
});

it("says how the repositories are that ECR makes", () => {
  const { lifecycle_policy, ...template } = stack.named("aws_ecr_repository_creation_template", "cache_quay_template");
  expect(template).toEqual({
    prefix: "strata-test/quay",
    description: "Copies of images of quay.io",
    applied_for: ["PULL_THROUGH_CACHE"],
    custom_role_arn: "arn:aws:iam::111122223333:role/strata/test/services/strata-test-svc-image-cache",
    image_tag_mutability: "MUTABLE",
    encryption_configuration: [{ encryption_type: "KMS", kms_key: "arn:aws:kms:eu-central-1:111122223333:key/images" }],
    resource_tags: { "strata:environment": "test" },
  });
  expect(JSON.parse(lifecycle_policy)).toEqual(imageLifecycle({ unusedDays: 60 }));
});

it("knows the addresses by which ECR knows registries", () => {
  expect(Object.values(upstreamUrls)).toEqual([
    "public.ecr.aws",
    "registry.k8s.io",
    "quay.io",
    "registry-1.docker.io",
    "ghcr.io",
  ]);
});

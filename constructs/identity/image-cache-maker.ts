import type { UpstreamRegistry } from "../delivery/upstream-registries";
import { type KeyUser, keyThrough } from "./key-use";
import { allow, type PolicyDocument, policyDocument } from "./policy-document";

export interface ImageCacheMaker extends KeyUser {
  readonly cachedRegistries: readonly UpstreamRegistry[];
}

/**
 * New repositories for copies of these registries' images, under the images key, and nothing else.
 * Source: Amazon ECR User Guide, "Create a custom policy for repository creation templates".
 */
export function imageCacheMaker(props: ImageCacheMaker): PolicyDocument {
  const { resource, conditions } = keyThrough(props, "images", "ecr");
  return policyDocument(
    allow("Make", ["ecr:CreateRepository", "ecr:TagResource"], cachedRepositories(props)),
    allow("SeeKey", ["kms:DescribeKey", "kms:RetireGrant"], resource, conditions),
    allow("Encrypt", "kms:CreateGrant", resource, { ...conditions, Bool: { "kms:GrantIsForAWSResource": "true" } }),
  );
}

/** ARN patterns of the repositories that hold copies. */
export function cachedRepositories({
  names,
  cachedRegistries,
}: Pick<ImageCacheMaker, "names" | "cachedRegistries">): readonly string[] {
  return cachedRegistries.map((registry) => names.arn("ecr", `repository/${names.imageCache(registry)}/*`));
}

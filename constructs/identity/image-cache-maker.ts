import type { UpstreamRegistry } from "../delivery/upstream-registries";
import type { Names } from "../names";
import { allow, type PolicyDocument, policyDocument } from "./policy-document";

export interface ImageCacheMaker {
  readonly names: Names;
  readonly region: string;
  readonly cachedRegistries: readonly UpstreamRegistry[];
}

/**
 * New repositories for copies of these registries' images, under the images key, and nothing else.
 * Source: Amazon ECR User Guide, "Create a custom policy for repository creation templates".
 */
export function imageCacheMaker(props: ImageCacheMaker): PolicyDocument {
  const { names, region } = props;
  const imagesKey = {
    "ForAnyValue:StringEquals": { "kms:ResourceAliases": [names.keyAlias("images")] },
    StringEquals: { "kms:ViaService": `ecr.${region}.amazonaws.com` },
  };
  const keys = names.arn("kms", "key/*");
  return policyDocument(
    allow("Make", ["ecr:CreateRepository", "ecr:TagResource"], cachedRepositories(props)),
    allow("SeeKey", ["kms:DescribeKey", "kms:RetireGrant"], keys, imagesKey),
    allow("Encrypt", "kms:CreateGrant", keys, { ...imagesKey, Bool: { "kms:GrantIsForAWSResource": "true" } }),
  );
}

/** ARN patterns of the repositories that hold copies. */
export function cachedRepositories({ names, cachedRegistries }: Omit<ImageCacheMaker, "region">): readonly string[] {
  return cachedRegistries.map((registry) => names.arn("ecr", `repository/${names.imageCache(registry)}/*`));
}

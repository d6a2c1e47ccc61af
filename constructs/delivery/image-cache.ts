import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import { EcrRepositoryCreationTemplate } from "@cdktf/provider-aws/lib/ecr-repository-creation-template";
import { Construct } from "constructs";
import { type ImageRetention, imageLifecycle } from "./image-lifecycle";
import { type UpstreamRegistry, upstreamUrls } from "./upstream-registries";

/** A registry whose images ECR keeps a copy of. */
export interface CachedRegistry {
  readonly registry: UpstreamRegistry;
  /**
   * Secret of Secrets Manager with user and access token, its name starting with `ecr-pullthroughcache/`; Docker Hub and
   * GitHub need it. @default - none
   */
  readonly secretArn?: string;
}

export interface ImageCacheProps {
  readonly registries: readonly CachedRegistry[];
  /** Start of the names of a registry's repositories, up to 30 characters. Can't be changed without replacing the rule. */
  readonly repositoryPrefix: (registry: UpstreamRegistry) => string;
  /** KMS key of the images. */
  readonly keyArn: string;
  /** Role as which ECR makes repositories that have a key or tags. */
  readonly roleArn: string;
  /** Tags of the repositories, which the provider's defaults don't reach. */
  readonly tags: Readonly<Record<string, string>>;
  /** @default - as `ImageRetention` says */
  readonly retention?: ImageRetention;
}

/**
 * Copies of other registries' images in ECR, made when an image is first pulled by its name here, and looked after once
 * a day. ECR makes the repositories itself, so a template says how they are. They stay when a registry is taken out.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 */
export class ImageCache extends Construct {
  constructor(scope: Construct, id: string, props: ImageCacheProps) {
    super(scope, id);
    for (const cached of props.registries) this.cache(cached, props);
  }

  private cache({ registry, secretArn }: CachedRegistry, props: ImageCacheProps): void {
    const { repositoryPrefix, keyArn, roleArn, tags, retention } = props;
    const level = new Construct(this, registry);
    const template = new EcrRepositoryCreationTemplate(level, "template", {
      prefix: repositoryPrefix(registry),
      description: `Copies of images of ${upstreamUrls[registry]}`,
      appliedFor: ["PULL_THROUGH_CACHE"],
      customRoleArn: roleArn,
      // A copy follows what it is a copy of: ECR could not renew an image whose tag never moves. Name it by digest.
      imageTagMutability: "MUTABLE",
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: keyArn }],
      lifecyclePolicy: JSON.stringify(imageLifecycle(retention)),
      resourceTags: { ...tags },
    });
    new EcrPullThroughCacheRule(level, "rule", {
      ecrRepositoryPrefix: repositoryPrefix(registry),
      upstreamRegistryUrl: upstreamUrls[registry],
      credentialArn: secretArn,
      // A repository that is made before the template has nothing of it.
      dependsOn: [template],
    });
  }
}

import { ImageCache } from "../../constructs/delivery/image-cache";
import { ownershipTags } from "../../constructs/stack/ownership-tags";
import type { PlatformStack } from "../../constructs/stack/platform-stack";

/** Copies of the registries that the environment lists. Where an image of each is pulled from instead, by registry. */
export function imageCache(stack: PlatformStack, keyArn: string): Readonly<Record<string, string>> {
  const { aws, images, name } = stack.environment;
  const { names } = stack;
  const registries = images.pullThroughCache;
  if (registries.length === 0) return {};
  new ImageCache(stack, "image-cache", {
    registries,
    repositoryPrefix: (registry) => names.imageCache(registry),
    keyArn,
    roleArn: names.serviceRoleArn("image-cache"),
    tags: { ...aws.tags, ...ownershipTags(name, stack.id) },
    retention: images.retention,
  });
  return Object.fromEntries(registries.map(({ registry }) => [registry, names.imageCacheUrl(registry)]));
}

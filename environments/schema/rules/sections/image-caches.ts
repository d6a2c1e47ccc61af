import type { Path } from "../finding";
import { type Breach, sectionRule } from "../section-rule";

/** ECR names the copies by their registry, and takes a prefix once. */
export const repeatedRegistries = sectionRule({
  code: "ENV_REGISTRY_REPEATED",
  states: "every registry stands in the list once",
  needs: ["images"],
  *breaches({ images: { pullThroughCache } }): Iterable<Breach> {
    const registries = pullThroughCache.map(({ registry }) => registry);
    for (const [index, registry] of registries.entries()) {
      if (registries.indexOf(registry) < index) yield { path: pathOf(index, "registry"), fix: "leave it out" };
    }
  },
});

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html */
export const secretsOfRegistries = sectionRule({
  code: "ENV_REGISTRY_SECRET_PLACE",
  states: "the secret of a registry lies in the environment's own account and region, since ECR reads no other",
  needs: ["aws", "images"],
  *breaches({ aws: { accountId, region }, images: { pullThroughCache } }): Iterable<Breach> {
    for (const [index, cache] of pullThroughCache.entries()) {
      const [, , , secretRegion, secretAccount] = "secretArn" in cache ? cache.secretArn.split(":") : [];
      if (secretRegion === undefined || secretAccount === undefined) continue;
      if (secretRegion !== region || secretAccount !== accountId) {
        yield {
          path: pathOf(index, "secretArn"),
          problem: `the secret lies in ${secretRegion} of the account ${secretAccount}, and ECR reads it in ${region} of ${accountId}`,
          fix: "put a copy of the secret there, and write its ARN",
        };
      }
    }
  },
});

function pathOf(index: number, key: string): Path {
  return ["images", "pullThroughCache", index, key];
}

import { z } from "zod";
import { choice, number, text } from "./field";
import { archivedImages, unpulledImages, untaggedImages } from "./rules/values/images";
import { registrySecret } from "./rules/values/registry-secret";

const retention = z
  .strictObject({
    /** Days until an image without a tag is deleted. @default 14 */
    untaggedDays: number(untaggedImages).default(14),
    /** Days without a pull after which an image is archived. Nodes live shorter than that. @default 180 */
    unusedDays: number(unpulledImages).default(180),
    /** Days in the archive after which an image is deleted. @default 365 */
    archivedDays: number(archivedImages).default(365),
  })
  .prefault({});

/** Secret in Secrets Manager with the user and the token that ECR pulls with, which somebody else has put there. */
const secretArn = text(registrySecret);

/** A public registry whose images ECR keeps a copy of. Two of them ask who is asking. */
const upstream = z.discriminatedUnion("registry", [
  /** `public.ecr.aws`. */
  z.strictObject({ registry: z.literal("ecr-public") }),
  /** `registry.k8s.io`. */
  z.strictObject({ registry: z.literal("kubernetes") }),
  /** `quay.io`. */
  z.strictObject({ registry: z.literal("quay") }),
  /** `docker.io`. */
  z.strictObject({ registry: z.literal("docker-hub"), secretArn }),
  /** `ghcr.io`. */
  z.strictObject({ registry: z.literal("github"), secretArn }),
]);

/** Container images in ECR. */
export const images = z
  .strictObject({
    /** How long images stay. */
    retention,
    /**
     * Public registries whose images are pulled through ECR, so that nodes start when those are down. `secretArn` names
     * a secret in Secrets Manager that somebody else has put there.
     * @default - none
     */
    pullThroughCache: z.array(upstream).default([]),
    /**
     * How the registry scans: not by this environment's choice, on push (basic), or again whenever a new vulnerability
     * is known (enhanced, by Amazon Inspector, at a price). An account has one setting in a region, so only one
     * environment may choose.
     * @default "unmanaged"
     */
    scanning: choice(["unmanaged", "basic", "enhanced"]).default("unmanaged"),
  })
  .prefault({});

import { z } from "zod";
import { text } from "../field";
import { imageDigest, imageReference, imageTag } from "../rules/values/image";

/** An image of the app's own ECR repository by digest or immutable tag, or any image by its full reference, of any container. */
export const image = z.union([
  z.strictObject({
    /** Digest of an image in the app's own repository. */
    digest: text(imageDigest),
  }),
  z.strictObject({
    /** Tag of an image in the app's own repository, where tags never move. */
    tag: text(imageTag),
  }),
  z.strictObject({
    /** Any image, by registry, repository and digest or tag. */
    reference: text(imageReference),
  }),
]);

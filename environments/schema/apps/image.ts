import { z } from "zod";
import { text } from "../field";
import { imageDigest, imageReference, imageTag } from "../rules/values/image";

/** An image of the app's own ECR repository by digest or immutable tag, or any image by its full reference, of any container. */
export const image = z.union([
  z.strictObject({ digest: text(imageDigest) }),
  z.strictObject({ tag: text(imageTag) }),
  z.strictObject({ reference: text(imageReference) }),
]);

/** An image of the app's own repository by digest or immutable tag, or any image by its full reference. */
export type Image = { readonly digest: string } | { readonly tag: string } | { readonly reference: string };

/** The full reference of an image. The repository is asked for only when the image lies in it. */
export function imageReference(image: Image, repositoryUrl: () => string): string {
  if ("reference" in image) return image.reference;
  return "digest" in image ? `${repositoryUrl()}@${image.digest}` : `${repositoryUrl()}:${image.tag}`;
}

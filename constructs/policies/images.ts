/** A text as a regular expression matches it literally, without a backslash. */
export function literally(text: string): string {
  return text.replace(/[.+*?^$()[\]{}|\\]/g, (character) => `[${character}]`);
}

/** The repository of a full reference: without digest and tag. A port is no tag, since a path follows it. */
export function repositoryOf(reference: string): string {
  return reference.replace(/@.*$/, "").replace(/:[^/:]*$/, "");
}

/** Whether an image is of a registry or repository, such as `quay.io`, `quay.io/tools` or `quay.io/tools/renderer`. */
export function isOf(image: string, source: string): boolean {
  return new RegExp(imagesOf([source])).test(image);
}

/**
 * What images of these registries and repositories start with. After a registry comes a path, since a port would make
 * it another one; after a path also a tag or a digest.
 */
export function imagesOf(sources: readonly string[]): string {
  const starts = sources.map((source) => `${literally(source)}${source.includes("/") ? "[/:@]" : "/"}`);
  return `^(?:${starts.join("|")})`;
}

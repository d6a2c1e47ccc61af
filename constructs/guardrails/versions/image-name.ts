/** An image's name in parts. https://github.com/distribution/reference */
export interface ImageName {
  /** Registry and repository, without tag and digest. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

export function imageName(reference: string): ImageName {
  const [named = "", digest] = reference.split("@");
  // The first colon of a name may be that of the registry's port, since a path follows it.
  const [, repository = named, tag] = /^(.*?):([\w][\w.-]*)$/.exec(named) ?? [];
  return { repository, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** Whether a digest is all there: 64 hexadecimal digits of SHA-256. */
export function isDigest(digest: string | undefined): boolean {
  return digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest);
}

/**
 * Whether a tag names one release: a version with all three numbers, or a day, whatever stands around it, such as
 * `v1.21.1`, `13.2.0-distroless` or `20260714`. `1`, `1.25`, `stable` and `latest` are given to the next release as well.
 * PostgreSQL counts its releases with two numbers. https://www.postgresql.org/support/versioning/
 */
export function namesRelease({ repository, tag = "" }: ImageName): boolean {
  if (/(^|\/)postgres(ql)?$/.test(repository) && /^\d+\.\d+(-|$)/.test(tag)) return true;
  return /(^|[^\d.])\d+\.\d+\.\d+([^\d]|$)/.test(tag) || /(^|\D)20\d{6}(\D|$)/.test(tag);
}

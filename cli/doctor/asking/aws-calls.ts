/** What came of a call. */
export type AwsAnswer =
  /** `content`: what AWS answered, as its command prints it in JSON. */
  | { readonly kind: "answered"; readonly content: Content }
  /** AWS said no. `code` such as `AccessDenied` or `NoSuchBucket`. */
  | { readonly kind: "refused"; readonly code: string; readonly message: string }
  /** AWS was not asked, or didn't answer. `reason`, as the end of "skipped:". */
  | { readonly kind: "unasked"; readonly why: "offline" | "credentials" | "command"; readonly reason: string };

// biome-ignore lint/suspicious/noExplicitAny: as many shapes as AWS has operations
export type Content = any;

/** Credentials of a role's session. Never printed. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** All that the checks ask of AWS: one call at a time, reading only. */
export interface AwsCalls {
  /** Such as `call("s3api", "list-objects-v2", { bucket, prefix })`: the names that the AWS command has for them. */
  call(service: string, operation: string, args?: Readonly<Record<string, string>>): Promise<AwsAnswer>;
  /** The content of an object; undefined where there is none, or it can't be read. */
  object(bucket: string, key: string): Promise<string | undefined>;
  /** The same calls as somebody else. */
  as(session: Session): AwsCalls;
}

/** Codes by which AWS says that the caller may not do it. */
export function isDenied({ code }: { readonly code: string }): boolean {
  return /AccessDenied|UnauthorizedOperation|Forbidden|^403$/.test(code);
}

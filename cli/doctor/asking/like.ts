/** Whether a text fits a pattern as IAM's `ArnLike` and `StringLike` read it: `*` is anything, `?` any one character. */
export function like(text: string, pattern: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`).test(text);
}

import ts from "typescript";

/** What the comment above something says. */
export interface DocComment {
  /** On one line, without tags. */
  readonly text: string;
  /** What follows `@default`: a value, or after a dash its effect. */
  readonly default?: string;
}

/** The comment above a declaration, a key or an expression; undefined where there is none. */
export function docCommentOf(node: ts.Node): DocComment | undefined {
  const text = node.getSourceFile().text;
  const start = node.getFullStart();
  // On the line of a bracket or comma before it, TypeScript takes a comment for that one's.
  const ranges = [
    ...(ts.getTrailingCommentRanges(text, start) ?? []),
    ...(ts.getLeadingCommentRanges(text, start) ?? []),
  ];
  const [comment] = ranges
    .map(({ pos, end }) => text.slice(pos, end))
    .filter((one) => one.startsWith("/**"))
    .slice(-1);
  return comment === undefined ? undefined : parseDocComment(comment);
}

/** Reads a comment as it stands in a source. */
export function parseDocComment(comment: string): DocComment {
  const words = comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .replace(/^\s*\* ?/gm, "")
    .replace(/\s+/g, " ")
    .trim();
  const [text = "", ...tags] = ` ${words}`.split(/ (?=@(?:default|see|example)\b)/);
  const tag = tags.find((one) => one.startsWith("@default"));
  return { text: text.trim(), ...(tag !== undefined && { default: tag.replace("@default", "").trim() }) };
}

/** Longest comment or issue that GitHub takes, in characters, with some room for what a pipeline adds around it. */
export const commentLimit = 65_536 - 1_536;

/** As code, so that `*` stays a star; a bar would end the table's cell, a line's end the table. */
export function code(text: string): string {
  return `\`${text.replace(/\|/g, "\\|").replace(/`/g, "'").replace(/\s+/g, " ")}\``;
}

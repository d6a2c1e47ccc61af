const width = 120;

/** JSON that a diff shows by its lines: whatever fits into one stands in one. */
export function recordText(value: unknown): string {
  return `${text(value, "", 0)}\n`;
}

/** `before`: columns that the line has already, `after`: those that follow. */
function text(value: unknown, indent: string, before: number, after = 0): string {
  const short = inOneLine(value);
  if (typeof value !== "object" || value === null || before + short.length + after <= width) return short;
  const inner = `${indent}  `;
  const last = Object.keys(value).length - 1;
  const comma = (index: number) => (index < last ? 1 : 0);
  if (Array.isArray(value)) {
    const lines = value.map((item, index) => `${inner}${text(item, inner, inner.length, comma(index))}`);
    return `[\n${lines.join(",\n")}\n${indent}]`;
  }
  const lines = Object.entries(value).map(([key, member], index) => {
    const name = `${inner}${JSON.stringify(key)}: `;
    return `${name}${text(member, inner, name.length, comma(index))}`;
  });
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

function inOneLine(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(", ")}]`;
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${inOneLine(member)}`);
  return members.length > 0 ? `{ ${members.join(", ")} }` : "{}";
}

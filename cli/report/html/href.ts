/** A fragment of the page: the section, and what to open in it. */
export function href(section: string, ...parts: readonly string[]): string {
  return `#${[section, ...parts].map(encodeURIComponent).join("/")}`;
}

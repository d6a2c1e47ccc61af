import { stripVTControlCharacters } from "node:util";

/**
 * The first line of a page's output that what was printed has not, in its order, or else the first printed one that the
 * page leaves out; undefined where they agree. Lines follow each other but for `…`. Numbers, commits and the widths of
 * columns are not compared.
 */
export function missingFrom(printed: string, shown: string): string | undefined {
  const lines = scrubbed(printed);
  const runs = scrubbed(shown)
    .join("\n")
    .split(/^…$/m)
    .map((run) => run.split("\n").filter(Boolean));
  let place = 0;
  for (const [index, run] of runs.entries()) {
    const [first] = run;
    const start = index === 0 || first === undefined ? place : lines.indexOf(first, place);
    const wrong = start === -1 ? 0 : run.findIndex((line, offset) => lines[start + offset] !== line);
    if (wrong !== -1) return run[wrong];
    place = start + run.length;
  }
  return runs.at(-1)?.length === 0 ? undefined : lines[place];
}

/** Lines that say something, without what npm says of itself. */
function scrubbed(text: string): readonly string[] {
  return stripVTControlCharacters(text)
    .split("\n")
    .map(scrubbedLine)
    .filter((line) => line !== "" && !line.startsWith("> "));
}

function scrubbedLine(line: string): string {
  return line
    .replace(/\([0-9a-f]{7,}\)/g, "(commit)")
    .replace(/(?<![\w.-])\d+(?:\.\d+)?(?![\w-])/g, "#")
    .replace(/\s+/g, " ")
    .trim();
}

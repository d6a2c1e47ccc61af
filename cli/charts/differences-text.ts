import { recordedFolder } from "../../constructs/charts/recorded-charts";
import type { Recorded } from "./record-charts";
import type { Difference } from "./record-files";
import { largeRelease, largestRelease } from "./release-size";

/** Lines that are shown of a file: enough to see what kind of change it is. */
const shown = 20;

/** What `--check` says. */
export function differencesText(differences: readonly Difference[]): string {
  if (differences.length === 0) return `${recordedFolder} is up to date.\n`;
  const files = differences.flatMap((one) => [one.file, ...changes(one).map((line) => `  ${line}`)]);
  return [
    ...files,
    "",
    "The charts render otherwise than recorded. Run npx platform charts record, look at what changed, and commit it.",
    "",
  ].join("\n");
}

/** What the command says that writes. */
export function writtenText(recorded: readonly Recorded[], changed: readonly Difference[]): string {
  const charts = recorded.length === 1 ? "1 chart" : `${recorded.length} charts`;
  const large = largeReleases(recorded);
  if (changed.length === 0) return [`${recordedFolder}: ${charts} rendered, nothing changed.`, ...large, ""].join("\n");
  const files = changed.map(({ file, gone, added }) => `  ${file}: ${added.length} lines new, ${gone.length} gone`);
  return [`${recordedFolder}: ${charts} rendered.`, ...files, ...large, ""].join("\n");
}

/** What may not fit any more in the next version. */
function largeReleases(recorded: readonly Recorded[]): readonly string[] {
  return recorded
    .filter(({ size }) => size > largeRelease)
    .map(
      ({ record, size }) =>
        `  ${record.chart}: its release takes ${Math.ceil((size / largestRelease) * 100)} % of the ConfigMap that holds it.`,
    );
}

function changes({ gone, added }: Difference): readonly string[] {
  const all = [...gone.map((line) => `- ${line.trim()}`), ...added.map((line) => `+ ${line.trim()}`)];
  const more = all.length - shown;
  return more > 0 ? [...all.slice(0, shown), `… and ${more} lines more`] : all;
}

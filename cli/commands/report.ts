import path from "node:path";
import type { Command, CommandShell } from "../command";
import { CommandError } from "../command";
import { progress } from "../progress";
import { type Comparison, changedLines, compare } from "../report/model/comparison";
import { type Report, reportOf } from "../report/model/report";
import { outputIn } from "../report/output/output";
import { writeReport } from "../report/write-report";
import { withRevision } from "../revision";
import { outputOfRevision } from "../synthesized-revision";
import { writtenPlatform } from "../written-platform";

const help = `Synthesizes the environment, and writes one page that shows who can do what: cdktf.out/report/index.html.

Usage: npx platform report [--compare <ref>]

  --compare    a branch, tag or commit: the page shows what is gained and lost against it; its own sources are synthesized,
               in a temporary work tree
  ENVIRONMENT  a file of environments/, default demo, in both revisions

The page needs no network and holds everything, so that it can be kept, mailed and printed. npm start writes it as well,
without a comparison. See docs/report.md.

Exit code: 0 written, 1 error.

Example: npx platform report --compare origin/main
`;

export const report: Command = {
  name: "report",
  summary: "writes a page that shows who can do what",
  help,
  options: { compare: { type: "string" } },
  async run({ values, positionals: [surplus] }, shell) {
    if (surplus !== undefined) throw refused(`it takes no argument ${surplus}; write --compare ${surplus}`);
    const { compare: ref } = values;
    const before = typeof ref === "string" ? await reportAt(ref, shell) : undefined;
    const app = writtenPlatform(shell);
    const now = reportOf(outputIn(app.target));
    const comparison = before && compare(before.report, now, before);
    const file = await writeReport({ ...now, ...(comparison && { comparison }) }, app.target);
    return { output: text(path.relative(process.cwd(), file), comparison) };
  },
};

interface ReportAt extends Pick<Comparison, "ref" | "commit"> {
  readonly report: Report;
}

/** What another revision's own sources come to. */
function reportAt(ref: string, { ENVIRONMENT }: CommandShell): Promise<ReportAt> {
  return withRevision(ref, async (revision) => {
    progress(`synthesizing ${ref} (${revision.commit.slice(0, 7)})`);
    const output = outputIn(await outputOfRevision(revision, { ENVIRONMENT }, "report"));
    return { ref, commit: revision.commit, report: reportOf(output) };
  });
}

function text(file: string, comparison: Comparison | undefined): string {
  if (!comparison) return `Written to ${file}.\n`;
  const { gained, lost, changed } = changedLines(comparison);
  const { ref, commit } = comparison;
  return `Written to ${file}. Against ${ref} (${commit.slice(0, 7)}): ${gained} gained, ${lost} lost, ${changed} changed.\n`;
}

function refused(problem: string): CommandError {
  return new CommandError(`platform report: ${problem}; npx platform report --help shows its usage`);
}

import { code, commentLimit } from "../markdown";
import type { ApplyRecord } from "./apply-record";
import { allGaps, type HistoryReport, historyHead, historyRow, newestFirst, whoItWas } from "./history-text";

/** The report as an issue or a comment; what each apply changed is folded. */
export function historyMarkdown({ environment, stacks }: HistoryReport): string {
  const records = newestFirst(stacks);
  const rows = records.map((one) => `| ${historyRow(one).map(code).join(" | ")} |`);
  const head = [`| ${historyHead.join(" | ")} |`, `|${" --- |".repeat(historyHead.length)}`];
  const listed = rows.length > 0 ? [...head, ...rows].join("\n") : "None is recorded.";
  const gaps = allGaps(stacks).map((gap) => `- ${code(gap)}`);
  const missing = gaps.length > 0 ? [["Not recorded:", "", ...gaps, "", whoItWas].join("\n")] : [];
  const top = [`### Applies of ${code(environment)}`, listed, ...missing].join("\n\n");
  const whole = [top, ...records.flatMap(changesOf)].join("\n\n");
  return `${whole.length < commentLimit ? whole : top}\n`;
}

function changesOf({ stack, time, changes = [] }: ApplyRecord): readonly string[] {
  if (changes.length === 0) return [];
  const lines = changes.map(({ verb, address }) => `- ${verb} ${code(address)}`);
  return [["<details>", `<summary>${stack}, ${time}</summary>`, "", ...lines, "", "</details>"].join("\n")];
}

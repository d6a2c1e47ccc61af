import { code, commentLimit } from "../markdown";
import { type DriftReport, driftGroups, driftRow, valueText } from "./drift-text";
import type { DriftedResource, StackDrift } from "./stack-drift";

/** The report as an issue or a comment. */
export function driftMarkdown({ environment, stacks }: DriftReport): string {
  const rows = stacks.map((one) => `| ${driftRow(one).join(" | ")} |`);
  const head = ["| stack | state | outside | sources | outputs | noted |", "| --- | --- | ---: | ---: | ---: | ---: |"];
  const top = [`### Drift of ${code(environment)}`, "", ...head, ...rows].join("\n");
  const whole = [top, ...stacks.flatMap(detailsOf)].join("\n\n");
  if (whole.length < commentLimit) return `${whole}\n`;
  return `${top}\n\nToo long for here: ${code(`ENVIRONMENT=${environment} npx platform drift`)} prints it all.\n`;
}

function detailsOf(one: StackDrift): readonly string[] {
  const { stack, problem, fix, outputs } = one;
  if (problem !== undefined) return [`${stack}: ${code(problem)}${fix ? `\n\nFix: ${code(fix)}` : ""}`];
  const groups = driftGroups(one).map(([title, resources]) => {
    const summary = `<summary>${stack}, ${title}: ${resources.length}</summary>`;
    return ["<details>", summary, "", ...resources.flatMap(resourceLines), "", "</details>"].join("\n");
  });
  const names = outputs.map(code).join(", ");
  return outputs.length > 0 ? [...groups, `${stack}, outputs not applied: ${names}`] : groups;
}

function resourceLines({ address, verb, values }: DriftedResource): readonly string[] {
  return [`- ${verb} ${code(address)}`, ...values.map((value) => `  - ${code(valueText(value))}`)];
}

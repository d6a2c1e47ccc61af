import { code, commentLimit } from "../markdown";
import type { RoleDifference } from "./difference";
import { type DifferenceRow, differenceRows } from "./difference-rows";
import { type Comparison, headline } from "./difference-text";
import type { Home } from "./short";

/** The comparison as a comment for a pull request. */
export function differenceMarkdown(comparison: Comparison, home: Home): string {
  const { environment, ref, commit, roles } = comparison;
  const title = `### Permissions of ${code(environment)} against ${code(ref)} (${code(commit.slice(0, 7))})`;
  const top = [title, "", headline(comparison), ...(roles.length > 0 ? ["", ...overview(roles)] : [])].join("\n");
  const whole = [top, ...roles.map((role) => details(role, home)), ...waitingDetails(comparison)].join("\n\n");
  if (whole.length < commentLimit) return `${whole}\n`;
  return `${top}\n\nToo long for a comment: ${code(`npx platform permissions diff ${ref}`)} prints the rights.\n`;
}

function waitingDetails({ waiting }: Comparison): readonly string[] {
  if (waiting.length === 0) return [];
  const rows = waiting.map(({ stack, address, state, usedBy }) => {
    const [user = "", ...others] = usedBy;
    return `| ${stack} | ${code(address)} | ${state} | ${user && code(user)}${others.length > 0 ? ` and ${others.length} more` : ""} |`;
  });
  const summary = `<summary>${waiting.length} waiting to be retired</summary>`;
  return [
    [
      "<details>",
      summary,
      "",
      "| stack | what | state | used by |",
      "| --- | --- | --- | --- |",
      ...rows,
      "",
      "</details>",
    ].join("\n"),
  ];
}

function overview(roles: readonly RoleDifference[]): readonly string[] {
  const rows = roles.map(({ stack, role, counts }) => `| ${stack} | ${role} | ${counts.gained} | ${counts.lost} |`);
  return ["| stack | role | gained | lost |", "| --- | --- | ---: | ---: |", ...rows];
}

function details(role: RoleDifference, home: Home): string {
  const summary = `<summary>${role.stack}, ${role.role} role</summary>`;
  const head = ["| | | actions | on | if |", "| --- | --- | --- | --- | --- |"];
  return ["<details>", summary, "", ...head, ...differenceRows(role, home).map(row), "", "</details>"].join("\n");
}

function row({ sign, change, actions, resources, conditions }: DifferenceRow): string {
  const cell = (lines: readonly string[]) => lines.map(code).join("<br>");
  return `| ${code(sign)} | ${change} | ${cell(actions)} | ${cell(resources)} | ${cell(conditions)} |`;
}

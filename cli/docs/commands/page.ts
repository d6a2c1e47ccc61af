import type { Command } from "../../command";
import { commands } from "../../commands/commands";
import { startUsage } from "../../start-usage";
import { cell, generatedBy, markdownTable, page } from "../markdown";
import { npmScripts } from "./npm-scripts";

/** Every command with all of its options, as `--help` tells them. */
export function commandsPage(): string {
  const script = (name: string) => (["start", "test"].includes(name) ? `npm ${name}` : `npm run ${name}`);
  return page(
    "# Commands",
    "",
    `${generatedBy} \`ENVIRONMENT=<name>\` before any of them picks a file of \`environments/\`, default \`demo\`;`,
    "`DEPLOY_AS=plan` or `DEPLOY_AS=apply` before those that run Terraform makes each stack assume its own role.",
    "",
    "## npm scripts",
    "",
    ...markdownTable(
      ["command", "does"],
      Object.entries(npmScripts).map(([name, does]) => [`\`${script(name)}\``, cell(does)]),
    ),
    "",
    "### npm start",
    "",
    ...block(startUsage),
    "## npx platform",
    "",
    ...markdownTable(
      ["command", "does"],
      commands.map(({ name, summary }) => [`[\`npx platform ${name}\`](#npx-platform-${anchor(name)})`, cell(summary)]),
    ),
    ...commands.flatMap((command) => ["", ...described(command)]),
  );
}

function described({ name, help }: Command): readonly string[] {
  return [`### npx platform ${name}`, "", ...block(help)].slice(0, -1);
}

function block(text: string): readonly string[] {
  return ["```text", text.trimEnd(), "```", ""];
}

const anchor = (name: string) => name.replace(/ /g, "-");

import { spawnSync } from "node:child_process";
import path from "node:path";
import { type DocumentedCommand, root } from "./pages";
import { wrongVariables } from "./platform";
import { optionsIn, unknownStacks } from "./programs";

const helps = new Map<string, string>();

/** What CDKTF's own command prints of a subcommand; without Terraform and in no time. */
function helpOf(subcommand: string): string {
  const known = helps.get(subcommand) ?? ask(subcommand);
  helps.set(subcommand, known);
  return known;
}

function ask(subcommand: string): string {
  const program = path.join(root, "node_modules/cdktf-cli/bundle/bin/cdktf");
  const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
  return spawnSync(process.execPath, [program, subcommand, "--help"], { cwd: root, env, encoding: "utf8" }).stdout;
}

/** What is wrong with a command of CDKTF: its subcommand, its options or the stacks that it names. */
export function cdktf({ words: [, , subcommand, ...words], variables }: DocumentedCommand): string | undefined {
  if (subcommand === undefined) return undefined;
  const help = helpOf(subcommand);
  if (!help.startsWith(`cdktf ${subcommand}`)) return `CDKTF has no ${subcommand}`;
  const unknown = optionsIn(words).filter((option) => !new RegExp(`(?:^|[ ,])${option}\\s`, "m").test(help));
  if (unknown.length > 0) return `cdktf ${subcommand} takes no ${unknown.join(", ")}`;
  const stacks = unknownStacks(words);
  return stacks.length > 0 ? `there is no stack ${stacks.join(", ")}` : wrongVariables(variables);
}

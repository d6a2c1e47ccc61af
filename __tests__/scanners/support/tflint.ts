import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describeUnless } from "../../terraform/support/availability";
import { oncePerRun } from "../../terraform/support/oncePerRun";
import { describeFailure, run } from "../../terraform/support/processes";
import { toolEnvironment } from "../../terraform/support/toolEnvironment";
import { placeAt } from "./addresses";
import { type InstalledTool, installGoTool } from "./goTool";

const tool = { package: "github.com/terraform-linters/tflint", version: "v0.64.0" };

/**
 * All of the bundled rules on Terraform itself, and those on AWS where their plugin is installed. Names are construct
 * paths joined by `_` (docs/decisions/0004-addresses.md), with hyphens and AWS's own names in them. How a module that
 * people write is split into files is nothing to a generated stack.
 *
 * Deprecated indices are looked for in the file's text by places that JSON's escapes have moved: with expressions in a text
 * of several lines, such as the values of a chart, the rule finds parts of addresses elsewhere.
 */
const settings = (aws: boolean) => `
config { call_module_type = "none" }
plugin "terraform" {
  enabled = true
  preset  = "all"
}
rule "terraform_naming_convention" {
  enabled = true
  custom  = "^[a-z][A-Za-z0-9_-]*$"
}
rule "terraform_standard_module_structure" {
  enabled = false
}
rule "terraform_deprecated_index" {
  enabled = false
}
${aws ? 'plugin "aws" { enabled = true }' : ""}
`;

/** A suite of tflint runs; skipped, with the reason, where tflint can't be had. */
export function describeWithTflint(name: string, suite: () => void): void {
  describeUnless(tflint().reason, name, suite);
}

function tflint(): InstalledTool {
  return oncePerRun("tflint", () => installGoTool(tool));
}

/** Where tflint looks for plugins that were installed by hand. */
const pluginFolder = process.env.TFLINT_PLUGIN_DIR ?? path.join(os.homedir(), ".tflint.d/plugins");

/** Whether the rules on AWS take part: their plugin is on GitHub only, from where a test downloads nothing. */
export function hasAwsRules(): boolean {
  return fs.existsSync(path.join(pluginFolder, "tflint-ruleset-aws"));
}

/** What tflint's JSON says. */
interface Report {
  readonly errors: readonly { readonly message: string }[];
  readonly issues: readonly {
    readonly rule: { readonly name: string; readonly link: string };
    readonly message: string;
    readonly range: { readonly start: { readonly line: number } };
  }[];
}

/** What tflint has to say of a stack's folder, a line for each issue. */
export async function runTflint(folder: string, scratch: string): Promise<readonly string[]> {
  const file = path.join(scratch, "tflint.hcl");
  fs.writeFileSync(file, settings(hasAwsRules()));
  const args = [`--config=${file}`, `--chdir=${folder}`, "--format=json"];
  const env = toolEnvironment({ TFLINT_PLUGIN_DIR: pluginFolder });
  const result = await run(tflint().program, args, { cwd: scratch, env });
  // 2: there are issues.
  if (![0, 2].includes(result.code)) {
    throw new Error(describeFailure(`exited with ${result.code}`, "tflint", args, folder, result));
  }
  const { errors, issues } = JSON.parse(result.stdout) as Report;
  const json = fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8");
  const found = issues.map(({ rule, message, range }) => {
    return `${whereIs(json, range.start.line)}: ${message} (${rule.name}, ${rule.link})`;
  });
  return [...errors.map(({ message }) => message), ...found];
}

/** The resource's address where the issue is a resource's; in any case the line. */
function whereIs(json: string, line: number): string {
  const outer =
    json
      .split("\n")
      .slice(0, line)
      .findLast((text) => /^ {2}"/.test(text)) ?? "";
  const place = /^ {2}"(resource|data)"/.test(outer) ? placeAt(json, line) : undefined;
  return place ? `${place.address} (line ${line}, construct ${place.construct})` : `line ${line}`;
}

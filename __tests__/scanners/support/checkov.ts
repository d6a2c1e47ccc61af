import fs from "node:fs";
import path from "node:path";
import { type InstalledPackages, installPythonPackages } from "../../../cli/emulator/python-packages";
import type { Waiver } from "../../../constructs/guardrails/guardrails-file";
import { describeUnless } from "../../terraform/support/availability";
import { oncePerRun } from "../../terraform/support/oncePerRun";
import { describeFailure, run } from "../../terraform/support/processes";
import { toolEnvironment } from "../../terraform/support/toolEnvironment";
import { type Place, placeAt } from "./addresses";

/** The one version that the waivers were written against (Apache-2.0): another has other checks. */
export const checkovVersion = "3.3.30";

/** A check that a resource fails. */
export interface FailedCheck extends Place {
  readonly stack: string;
  readonly id: string;
  /** What the check demands, in checkov's words. */
  readonly demand: string;
  readonly line: number;
}

export interface CheckovReport {
  readonly passed: number;
  /** How many files checkov could not read. */
  readonly unread: number;
  readonly failed: readonly FailedCheck[];
}

/** A suite of checkov runs; skipped, with the reason, where checkov can't be had. */
export function describeWithCheckov(name: string, suite: () => void): void {
  describeUnless(checkov().reason, name, suite);
}

function checkov(): InstalledPackages {
  const packages = { versions: { checkov: checkovVersion }, modules: ["checkov"] };
  return oncePerRun("checkov", () => installPythonPackages(packages));
}

/** Runs every check that checkov has for Terraform's JSON over the stacks below a folder. It asks no server anything. */
export async function runCheckov(stacks: string): Promise<CheckovReport> {
  const options = ["--framework", "terraform_json", "--skip-download", "--output", "json", "--quiet", "--compact"];
  const args = ["-m", "checkov.main", "--directory", stacks, ...options];
  // A home and a working directory of its own: a settings file in either would decide what is checked.
  const env = toolEnvironment({ HOME: stacks, BC_API_KEY: "", LOG_LEVEL: "ERROR" });
  const result = await run(checkov().python, args, { cwd: stacks, env });
  // 1: there are failed checks.
  if (result.code > 1) throw new Error(describeFailure(`exited with ${result.code}`, "checkov", args, stacks, result));
  return readReport(stacks, JSON.parse(result.stdout) as Report);
}

/** What of checkov's JSON is read here. */
interface Report {
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
  readonly results: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly check_name: string;
      /** Below the folder, such as `/apps/cdk.tf.json`. */
      readonly file_path: string;
      readonly file_line_range: readonly [number, number];
    }[];
  };
}

function readReport(stacks: string, { summary, results }: Report): CheckovReport {
  const failed = results.failed_checks.map(({ check_id, check_name, file_path, file_line_range }) => {
    const [line] = file_line_range;
    const place = placeAt(fs.readFileSync(path.join(stacks, file_path), "utf8"), line);
    return { stack: path.basename(path.dirname(file_path)), id: check_id, demand: check_name, line, ...place };
  });
  return { passed: summary.passed, unread: summary.parsing_errors, failed };
}

/** What is left when the waivers have been counted: failed checks without one, and waivers without a failed check. */
export function verdict(failed: readonly FailedCheck[], waivers: readonly Waiver[]) {
  const key = ({ stack, address, id }: Pick<Waiver, "stack" | "address" | "id">) => `${stack} ${address} ${id}`;
  const [waived, found] = [new Set(waivers.map(key)), new Set(failed.map(key))];
  return {
    failed: failed.filter((check) => !waived.has(key(check))).map(describeFailedCheck),
    unused: waivers.filter((waiver) => !found.has(key(waiver))).map(describeUnused),
  };
}

function describeFailedCheck({ stack, address, construct, id, demand, line }: FailedCheck): string {
  const where = `${stack} ${address} (line ${line} of its cdk.tf.json, construct ${construct})`;
  return `${where} fails ${id}: ${demand}. Mend it, or waive(construct, "${id}", "why it does not apply") where it is made.`;
}

function describeUnused({ stack, address, id, reason }: Waiver): string {
  const fix = "Remove it, or declare it only where the check fails.";
  return `${stack} ${address}: the waiver of ${id} ("${reason}") matches no failed check. ${fix}`;
}

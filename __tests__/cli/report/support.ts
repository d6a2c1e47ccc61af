import { type Report, reportOf } from "../../../cli/report/model/report";
import { Output } from "../../../cli/report/output/output";
import type { PolicyDocument } from "../../../constructs/identity/policy-document";
import { environmentOutput, type SynthesizedPlatform } from "../../support/demo";

/** The output of an environment as the report reads it. `changes`: texts of files that say something else. */
export function outputFrom(platform: SynthesizedPlatform, changes: Readonly<Record<string, string>> = {}): Output {
  const stacks = platform.files.flatMap((file) => /^stacks\/([\w-]+)\/cdk\.tf\.json$/.exec(file)?.[1] ?? []);
  return new Output(
    stacks,
    (file) => changes[file] ?? (platform.files.includes(file) ? platform.text(file) : undefined),
  );
}

/** An environment's report. */
export function reportOn(environment: string, changes: Readonly<Record<string, string>> = {}): Report {
  return reportOf(outputFrom(environmentOutput(environment), changes));
}

/** A file of an environment's output after a change. */
export function edited<T>(
  environment: string,
  file: string,
  change: (content: T) => void,
): Readonly<Record<string, string>> {
  const content = environmentOutput(environment).file(file);
  change(content);
  return { [file]: JSON.stringify(content) };
}

export interface RoleFiles {
  readonly [role: string]: {
    policies: { name: string; document: PolicyDocument }[];
    boundary: { Statement: object[] };
  };
}

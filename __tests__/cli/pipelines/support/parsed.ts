import { safeLoadAll } from "js-yaml";
import { targets, workflows } from "../../../../cli/pipelines/workflows";

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly steps?: readonly Step[];
  readonly "timeout-minutes"?: number;
  readonly "runs-on"?: string;
  readonly with?: Readonly<Record<string, string>>;
}

export interface Workflow {
  readonly concurrency?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const all = workflows(targets());

/** A workflow of the repository's own environments, as GitHub would read it. */
export function workflow(file: string): Workflow {
  return safeLoadAll(all.get(file) ?? "", null, { json: false })[0] as Workflow;
}

/** The step of a job whose name begins so. */
export function stepOf(file: string, job: string, name: string): Step {
  const found = workflow(file).jobs[job]?.steps?.find((step) => step.name?.startsWith(name));
  if (!found) throw new Error(`${file} has no step ${name} in ${job}`);
  return found;
}

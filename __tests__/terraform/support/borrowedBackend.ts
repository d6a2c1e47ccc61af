import fs from "node:fs";
import path from "node:path";
import type { StackId } from "../../../constructs/stack/stack-id";
import { s3Backend } from "./emulatedStates";
import type { Result } from "./processes";
import { scratchFolder } from "./scratch";
import type { S3Settings, StackFolders } from "./stackFolders";
import { type TerraformOptions, terraform, tryInit } from "./terraform";

/** A stack's backend with whoever's role. */
export interface BorrowedBackend {
  readonly owner: StackId;
  /** ARN of the role that the backend assumes. */
  readonly roleArn: string;
  /** What else is not the owner's. @default - nothing */
  readonly changes?: Partial<S3Settings>;
}

/** What Terraform says with it. */
export interface BackendAnswers {
  readonly init: Result;
  /** `terraform state pull`: reads. */
  readonly pull: Result;
  /** `terraform state push`: locks, reads, writes the next serial of the same, unlocks. */
  readonly push: Result;
}

/** Initializes, pulls and pushes with a configuration that is nothing but a backend. */
export async function tryBackend(
  stacks: StackFolders,
  { owner, roleArn, changes }: BorrowedBackend,
  options: TerraformOptions,
): Promise<BackendAnswers> {
  const folder = scratchFolder("backend");
  const s3 = { ...s3Backend(stacks, owner), ...changes, assume_role: { role_arn: roleArn } };
  fs.writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify({ terraform: { backend: { s3 } } }));
  const init = await tryInit(folder, options);
  const pull = await terraform(folder, ["state", "pull"], options);
  fs.writeFileSync(path.join(folder, "next.json"), JSON.stringify(next(pull)));
  const push = await terraform(folder, ["state", "push", "next.json"], options);
  return { init, pull, push };
}

/** What was pulled with its next serial, or a new state where that failed. */
function next({ code, stdout }: Result): object {
  if (code !== 0) return { version: 4, serial: 1, lineage: "borrowed", outputs: {}, resources: [] };
  const state = JSON.parse(stdout) as { readonly serial: number };
  return { ...state, serial: state.serial + 1 };
}

/** How the commands ended: `done`, or `403` where AWS refused, or else what Terraform said. */
export function outcomes(answers: BackendAnswers): Readonly<Record<keyof BackendAnswers, string>> {
  const outcome = ({ code, stderr }: Result) => {
    if (code === 0) return "done";
    return /StatusCode:\s+403/.test(stderr) ? "403" : stderr;
  };
  return { init: outcome(answers.init), pull: outcome(answers.pull), push: outcome(answers.push) };
}

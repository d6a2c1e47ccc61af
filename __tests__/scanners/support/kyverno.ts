import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { sessionOf } from "../../support/admission";
import type { KubernetesObject } from "../../support/kubernetes-objects";
import type { Body } from "../../support/synthesize";
import { describeUnless } from "../../terraform/support/availability";
import { oncePerRun } from "../../terraform/support/oncePerRun";
import { describeFailure, run } from "../../terraform/support/processes";
import { scratchFolder } from "../../terraform/support/scratch";
import { toolEnvironment } from "../../terraform/support/toolEnvironment";

/** That of the chart in the catalogue. */
const version = "v1.19.0";

/**
 * A suite that runs Kyverno's own command; skipped, with the reason, where it is not on the PATH. It is not built here:
 * its module replaces others, so that `go install` refuses it, and takes Go a quarter of an hour.
 */
export function describeWithKyverno(name: string, suite: () => void): void {
  describeUnless(oncePerRun("kyverno", look).reason, name, suite);
}

function look(): { readonly reason?: string } {
  const { status, stdout } = spawnSync("kyverno", ["version"], { encoding: "utf8", timeout: 60_000 });
  if (status !== 0) return { reason: "there is no kyverno on the PATH" };
  return stdout.includes(`Version: ${version}`) ? {} : { reason: `the kyverno on the PATH is not ${version}` };
}

/** What somebody asks for; of an update the command knows no state before. */
export interface Asked {
  readonly policies: readonly Body[];
  /** No two of one kind, namespace and name. */
  readonly objects: readonly KubernetesObject[];
  /** @default "CREATE" */
  readonly operation?: "CREATE" | "DELETE";
  /** @default - the deployer of the apps */
  readonly user?: string;
}

export interface Outcome {
  readonly policy: string;
  readonly result: "pass" | "fail" | "error" | "skip";
  readonly message: string;
}

interface Report {
  readonly results: readonly (Outcome & {
    readonly resources: readonly { readonly kind: string; readonly namespace: string; readonly name: string }[];
  })[];
}

/** What Kyverno says of an object. */
export type Outcomes = (object: KubernetesObject) => readonly Outcome[];

/** Has Kyverno look at the objects. */
export async function kyvernoApply({ policies, objects, operation = "CREATE", user }: Asked): Promise<Outcomes> {
  const folder = scratchFolder("kyverno");
  const write = (name: string, content: Body) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(content));
    return file;
  };
  const filed = policies.map(({ kind, ...others }, index) => {
    const folderOf = kind === "PolicyException" ? "exceptions" : "policies";
    return write(`${folderOf}/${index}.yaml`, { kind, ...others });
  });
  for (const [index, object] of objects.entries()) write(`objects/${index}.yaml`, object);
  // Exceptions are read from files alone, all others from folders as well.
  const exceptions = filed.filter((file) => path.basename(path.dirname(file)) === "exceptions");
  const args = [
    ...["apply", path.join(folder, "policies"), "--resource", path.join(folder, "objects")],
    ...exceptions.flatMap((file) => ["--exception", file]),
    ...["--userinfo", write("user.yaml", userInfo(user)), "--values-file", write("values.yaml", values(operation))],
    ...["--policy-report", "--output-format", "json"],
  ];
  const result = await run("kyverno", args, { cwd: folder, env: toolEnvironment(), timeoutMs: 240_000 });
  // 1: something is refused.
  if (![0, 1].includes(result.code) || !result.stdout.startsWith("{")) {
    throw new Error(describeFailure(`exited with ${result.code}`, "kyverno", args, folder, result));
  }
  const { results } = JSON.parse(result.stdout) as Report;
  return ({ kind, metadata: { namespace, name } }) =>
    results.filter(({ resources: [one] }) => {
      return one?.kind === kind && one.namespace === namespace && one.name === name;
    });
}

const ofCommand = "cli.kyverno.io/v1alpha1";

function userInfo(username = sessionOf("strata-demo-apps-apply")) {
  return { apiVersion: ofCommand, kind: "UserInfo", metadata: { name: "user" }, userInfo: { username } };
}

function values(operation: string) {
  const globalValues = { "request.operation": operation };
  return { apiVersion: ofCommand, kind: "Values", metadata: { name: "values" }, globalValues };
}

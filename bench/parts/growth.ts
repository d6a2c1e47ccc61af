import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { rounded, summarized } from "../measure";
import type { Part } from "../part";
import { planOfApps } from "../terraform/plan-of-apps";

const counts = [5, 50, 500] as const;
const runs = 3;

interface Grown {
  readonly apps: number;
  readonly resources: number;
  /** Of the whole process; the median. */
  readonly seconds: number;
  /** The most that the process held, of all runs. */
  readonly megabytes: number;
  /** Size of all six `cdk.tf.json`. */
  readonly json: number;
  readonly roles: number;
  /** Managed policies in `identity`. */
  readonly policies: number;
  /** Of a first plan of `apps`; left out without Terraform. */
  readonly plan?: number;
}

/** What more apps cost: time, memory, output, policies and the plan of `apps`, for 5, 50 and 500 of them. */
export async function growth(folder: string): Promise<Part> {
  const grown: Grown[] = [];
  for (const apps of counts) grown.push(await measured(apps, path.join(folder, `apps-${apps}`)));
  const [few, some, many] = grown as [Grown, Grown, Grown];
  const perApp = (from: Grown, to: Grown) => (to.seconds - from.seconds) / (to.apps - from.apps);
  return {
    title: "Growth: one environment with more apps; synthesis as a whole process",
    rows: [
      ["apps", "resources", "synth s", "memory MB", "JSON kB", "roles", "policies", "plan of apps s"],
      ...grown.map(({ plan, ...one }) => [
        `${one.apps}`,
        `${one.resources}`,
        one.seconds.toFixed(2),
        one.megabytes.toFixed(0),
        (one.json / 1000).toFixed(0),
        `${one.roles}`,
        `${one.policies}`,
        plan?.toFixed(1) ?? "-",
      ]),
    ],
    numeric: [0, 1, 2, 3, 4, 5, 6, 7],
    ratios: {
      "cost of an app, among 500 to among 50": rounded(perApp(some, many) / perApp(few, some)),
      "synthesis of 500 apps to that of 5": rounded(many.seconds / few.seconds),
      "memory of 500 apps to that of 5": rounded(many.megabytes / few.megabytes),
      "JSON of 500 apps to that of 50": rounded(many.json / some.json),
    },
    results: grown,
  };
}

async function measured(apps: number, outdir: string): Promise<Grown> {
  const all = Array.from({ length: runs }, () => synthesized(apps, outdir));
  const stacks = fs
    .readdirSync(path.join(outdir, "stacks"))
    .map((id) => path.join(outdir, "stacks", id, "cdk.tf.json"));
  const texts = stacks.map((file) => fs.readFileSync(file, "utf8"));
  const types = texts.flatMap((text) => Object.entries<object>(JSON.parse(text).resource));
  const number = (matches: (type: string) => boolean) =>
    types.reduce((sum, [type, resources]) => sum + (matches(type) ? Object.keys(resources).length : 0), 0);
  return {
    apps,
    resources: number(() => true),
    seconds: summarized(all.map(({ seconds }) => seconds)).median,
    megabytes: rounded(Math.max(...all.map(({ megabytes }) => megabytes))),
    json: texts.reduce((sum, text) => sum + text.length, 0),
    roles: number((type) => type === "aws_iam_role"),
    policies: number((type) => type === "aws_iam_policy"),
    plan: await planOfApps(outdir),
  };
}

function synthesized(apps: number, outdir: string): { readonly seconds: number; readonly megabytes: number } {
  const args = ["cli/run.mjs", "bench/grown.ts", String(apps), outdir];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`synthesis of ${apps} apps ended with ${status}\n${stderr}`);
  return JSON.parse(stdout);
}

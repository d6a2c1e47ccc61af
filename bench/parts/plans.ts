import fs from "node:fs";
import path from "node:path";
import { terraformAvailability } from "../../__tests__/terraform/support/availability";
import { StackFolders } from "../../__tests__/terraform/support/stackFolders";
import { apply, init, terraformOk } from "../../__tests__/terraform/support/terraform";
import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { rounded, summarized } from "../measure";
import type { LeftOut, Part } from "../part";
import { monolith, type Synthesized } from "../terraform/monolith";

const title = "Plans of one change, six states against all in one; seconds of wall time, lines printed";
const runs = 3;
const demo = loadEnvironment("demo");

/** What a team changes on an ordinary day. */
const changes: Readonly<Record<string, Environment>> = {
  "image of one app": {
    ...demo,
    apps: demo.apps.map((app) => (app.name === "catalog" ? { ...app, image: { tag: "2.14.1" } } : app)),
  },
  "instance class of one database": {
    ...demo,
    databases: demo.databases.map((one) => ({ ...one, instanceClass: "db.r7g.xlarge" })),
  },
};

interface Planned {
  readonly seconds: number;
  readonly lines: number;
}

/** Applies the demo twice, as six stacks and as one, and plans the same changes of both, taken in turns. */
export async function plans(folder: string): Promise<Part | LeftOut> {
  const { reason, standIns } = terraformAvailability();
  if (reason !== undefined) return { title, reason };
  if (!standIns) return { title, reason: "the providers are the real ones, which would build this in an AWS account" };
  const split = new StackFolders(path.join(folder, "six"), demo).synthesize();
  const before = jsonOf(split);
  for (const id of stackIds) await init(split.of(id));
  for (const id of stackIds) await apply(split.of(id));
  const one = path.join(folder, "one");
  writeMonolith(one, before);
  await init(one);
  await apply(one, { timeoutMs: 240_000 });
  const rows: Row[] = [];
  for (const [change, environment] of Object.entries(changes))
    rows.push(await compared(change, environment, one, before));
  return part(rows);

  async function compared(change: string, environment: Environment, whole: string, from: Synthesized): Promise<Row> {
    const changed = new StackFolders(split.root, environment).synthesize();
    const to = jsonOf(changed);
    writeMonolith(whole, to);
    const affected = stackIds.filter((id) => JSON.stringify(from[id]) !== JSON.stringify(to[id]));
    const six: Planned[] = [];
    const all: Planned[] = [];
    for (let run = 0; run < runs; run++) {
      six.push(await planned(affected.map((id) => changed.of(id))));
      all.push(await planned([whole]));
    }
    return { change, affected, six: median(six), all: median(all) };
  }
}

interface Row {
  readonly change: string;
  readonly affected: readonly StackId[];
  readonly six: Planned;
  readonly all: Planned;
}

function part(rows: readonly Row[]): Part {
  const ratios = rows.flatMap(({ change, six, all }) => [
    [`plan of ${change}, time`, rounded(six.seconds / all.seconds)],
    [`plan of ${change}, lines`, rounded(six.lines / all.lines)],
  ]);
  return {
    title,
    rows: [
      ["change", "stacks planned", "six s", "one s", "six lines", "one lines"],
      ...rows.map(({ change, affected, six, all }) => [
        change,
        affected.join(", "),
        six.seconds.toFixed(2),
        all.seconds.toFixed(2),
        `${six.lines}`,
        `${all.lines}`,
      ]),
    ],
    numeric: [2, 3, 4, 5],
    ratios: Object.fromEntries(ratios),
    results: rows,
  };
}

/** A plan as a person reads it: what Terraform prints, from the first line to the last. */
async function planned(folders: readonly string[]): Promise<Planned> {
  const start = performance.now();
  let lines = 0;
  for (const folder of folders) {
    const { stdout } = await terraformOk(folder, ["plan", "-input=false", "-no-color"], { timeoutMs: 240_000 });
    lines += stdout.trim().split("\n").length;
  }
  return { seconds: (performance.now() - start) / 1000, lines };
}

function median(all: readonly Planned[]): Planned {
  return {
    seconds: summarized(all.map(({ seconds }) => seconds)).median,
    lines: summarized(all.map(({ lines }) => lines)).median,
  };
}

function jsonOf(stacks: StackFolders): Synthesized {
  return Object.fromEntries(stackIds.map((id) => [id, stacks.json(id)])) as Synthesized;
}

function writeMonolith(folder: string, stacks: Synthesized): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(monolith(stacks), null, 2));
}

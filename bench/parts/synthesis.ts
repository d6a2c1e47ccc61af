import fs from "node:fs";
import path from "node:path";
import { measureSideBySide, rounded } from "../measure";
import type { Part } from "../part";

/**
 * The demo's synthesis as a whole process, three ways: our app command; the same sources as CDKTF's template runs them,
 * with ts-node (which checks types); and the floor, which nothing that uses CDKTF with these types can go below.
 */
export function synthesis(folder: string): Part {
  const output = path.join(folder, "demo");
  const env = (outdir: string) => ({ ...process.env, ENVIRONMENT: "demo", DEPLOY_AS: "", CDKTF_OUTDIR: outdir });
  const app = JSON.parse(fs.readFileSync("cdktf.json", "utf8")).app;
  const measured = measureSideBySide({
    "app command (cdktf.json)": { command: app, env: env(output), runs: 7 },
    "floor (bench/floor.cjs)": {
      command: `node bench/floor.cjs ${output}`,
      env: env(path.join(folder, "floor")),
      runs: 7,
    },
    "cdktf's template (npx ts-node main.ts)": {
      command: "npx ts-node main.ts",
      env: env(path.join(folder, "template")),
      runs: 3,
    },
  });
  const ours = measured["app command (cdktf.json)"].median;
  const ratio = (other: keyof typeof measured) => rounded(ours / measured[other].median);
  const lines = Object.entries(measured).map(([name, { minimum, median, maximum }]) => [
    name,
    ...[minimum, median, maximum].map((value) => value.toFixed(2)),
    (ours / median).toFixed(2),
  ]);
  return {
    title: "Synthesis of demo, whole process, seconds of wall time",
    rows: [["command", "min", "median", "max", "ours is × this"], ...lines],
    numeric: [1, 2, 3, 4],
    ratios: {
      "synthesis to the floor": ratio("floor (bench/floor.cjs)"),
      "synthesis to cdktf's template": ratio("cdktf's template (npx ts-node main.ts)"),
    },
    results: measured,
  };
}

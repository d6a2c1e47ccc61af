import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { table } from "../cli/table";
import { measureSideBySide } from "./measure";

/** How TypeScript runs: the app command of cdktf.json against the same sources run as CDKTF's template runs them. */
const commands = {
  "app command (cdktf.json)": appCommand(),
  "cdktf's template (npx ts-node main.ts)": "npx ts-node main.ts",
};

const runs = Number(process.env.BENCH_RUNS ?? 5);
const [app, template] = measureSideBySide(Object.values(commands), runs, temporaryOutput());
if (!app || !template) throw new Error("nothing was measured");
const ratio = app.median / template.median;

const seconds = (value: number) => value.toFixed(2);
const rows = Object.keys(commands).map((name, index) => {
  const { minimum, median, maximum } = index === 0 ? app : template;
  return [name, seconds(minimum), seconds(median), seconds(maximum)];
});
process.stdout.write(`Synthesis of demo, whole process, seconds of wall time, ${runs} runs each, taken in turns\n\n`);
process.stdout.write(`${table([["command", "min", "median", "max"], ...rows], [1, 2, 3]).join("\n")}\n\n`);
process.stdout.write(`ratio of medians: ${ratio.toFixed(3)} (must stay below 0.25)\n`);

const results = { runs, node: process.version, cpus: os.cpus().length, synthesis: { app, template, ratio } };
fs.writeFileSync(path.join(__dirname, "results.json"), `${JSON.stringify(results, null, 2)}\n`);
if (ratio >= 0.25) {
  process.stderr.write("bench: the app command takes more than a quarter of what cdktf's template takes\n");
  process.exitCode = 1;
}

function appCommand(): string {
  return JSON.parse(fs.readFileSync("cdktf.json", "utf8")).app;
}

function temporaryOutput(): NodeJS.ProcessEnv {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-bench-"));
  process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
  return { ...process.env, ENVIRONMENT: "demo", CDKTF_OUTDIR: path.join(folder, "cdktf.out") };
}

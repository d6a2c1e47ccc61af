import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { table } from "../cli/table";
import { compare, type Verdict } from "./compare";
import { machine } from "./machine";
import { type Options, readOptions, usage } from "./options";
import { isLeftOut, type LeftOut, type Part } from "./part";
import { type PartName, parts } from "./parts";

const recordedFile = path.join("bench", "recorded.json");
const resultsFile = path.join("bench", "results.json");

void main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if ("refused" in options) {
    process.stderr.write(`bench: ${options.refused}\n`);
    process.exitCode = 1;
  } else if (options.help) {
    process.stdout.write(usage);
  } else {
    await measureAll(options);
  }
}

async function measureAll(options: Options): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-bench-"));
  process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
  const on = machine();
  print(
    `${on.date}, ${on.cpus} × ${on.cpu}, ${on.memoryGb} GB, Node ${on.node}, Terraform ${on.terraform ?? "not there"}\n`,
  );
  const done = new Map<PartName, Part>();
  for (const name of options.only) {
    const part = await parts[name](path.join(folder, name));
    printPart(part);
    if (!isLeftOut(part)) done.set(name, part);
  }
  const verdicts = compare(ratiosOf(done), recordedRatios());
  printVerdicts(verdicts);
  write(resultsFile, { ...on, parts: Object.fromEntries([...done].map(([name, { results }]) => [name, results])) });
  if (options.record) write(recordedFile, { ...on, ratios: { ...recordedRatios(), ...ratiosOf(done) } });
  else if (verdicts.some(({ worse }) => worse)) process.exitCode = 1;
}

function ratiosOf(done: ReadonlyMap<PartName, Part>): Readonly<Record<string, number>> {
  return Object.assign({}, ...[...done.values()].map(({ ratios }) => ratios));
}

function recordedRatios(): Readonly<Record<string, number>> {
  return fs.existsSync(recordedFile) ? JSON.parse(fs.readFileSync(recordedFile, "utf8")).ratios : {};
}

function printPart(part: Part | LeftOut): void {
  if (isLeftOut(part)) print(`${part.title}\n\n  left out: ${part.reason}\n`);
  else print(`${part.title}\n\n${table(part.rows, part.numeric).join("\n")}\n`);
}

function printVerdicts(verdicts: readonly Verdict[]): void {
  const rows = verdicts.map(({ name, measured, recorded, worse }) => [
    name,
    measured.toFixed(3),
    recorded?.toFixed(3) ?? "-",
    worse === undefined ? "" : `WORSE: ${worse}`,
  ]);
  print(
    `Ratios, the lower the better\n\n${table([["ratio", "measured", "recorded", ""], ...rows], [1, 2]).join("\n")}`,
  );
  for (const { name, measured, worse } of verdicts) {
    if (worse) process.stderr.write(`bench: ${name} is ${measured}, and ${worse}\n`);
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function write(file: string, content: unknown): void {
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`);
  fs.renameSync(`${file}.new`, file);
}

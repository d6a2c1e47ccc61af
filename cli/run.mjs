// Runs a TypeScript entry of this repository: `node cli/run.mjs main.ts`.
import { runEntry } from "./run-entry.mjs";

const [entry, ...args] = process.argv.slice(2);
if (entry) {
  await runEntry(entry, args);
} else {
  process.stderr.write("cli/run.mjs: name the TypeScript file to run, as in: node cli/run.mjs main.ts\n");
  process.exitCode = 1;
}

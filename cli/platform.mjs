#!/usr/bin/env node
// The command `platform`: `npx platform --help`.
import { runEntry } from "./run-entry.mjs";

await runEntry("cli/platform.ts", process.argv.slice(2));

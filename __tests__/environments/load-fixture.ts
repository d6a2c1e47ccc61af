import { environmentNames, loadEnvironment } from "../../environments/load";

// Run through cli/run.mjs by load.test.ts: prints what a bundle loads.
const [name = "demo"] = process.argv.slice(2);
try {
  process.stdout.write(JSON.stringify({ names: environmentNames(), name: loadEnvironment(name).name }));
} catch (error) {
  process.stdout.write(error instanceof Error ? error.message : String(error));
}

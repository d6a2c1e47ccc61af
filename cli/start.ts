import { platform } from "../main";
import { runApp } from "./run-app";
import { startUsage } from "./start-usage";
import { jsonSummary, summarize, textSummary } from "./summary";

function start(args: readonly string[]): void {
  const unknown = args.find((arg) => !["--json", "--help"].includes(arg));
  if (unknown !== undefined) {
    process.stderr.write(`npm start: unknown argument ${unknown}\n\n${startUsage}`);
    process.exitCode = 1;
  } else if (args.includes("--help")) {
    process.stdout.write(startUsage);
  } else {
    runApp(process.env, (props) => {
      const app = platform(props);
      app.synth();
      const summary = summarize(app, process.uptime());
      process.stdout.write(args.includes("--json") ? jsonSummary(summary) : textSummary(summary, process.stdout));
    });
  }
}

start(process.argv.slice(2));

import type { PlatformApp } from "../constructs/stack/platform-app";
import { platform } from "../main";
import { reportOf } from "./report/model/report";
import { outputIn } from "./report/output/output";
import { writeReport } from "./report/write-report";
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
      void finish(app, args.includes("--json"));
    });
  }
}

/** Writes the report of what was synthesized, and says what came out. */
async function finish(app: PlatformApp, json: boolean): Promise<void> {
  const report = reportOf(outputIn(app.target));
  const page = await writeReport(report, app.target);
  const summary = summarize(app, { page, policySizes: report.sizes }, process.uptime());
  process.stdout.write(json ? jsonSummary(summary) : textSummary(summary, process.stdout));
}

start(process.argv.slice(2));

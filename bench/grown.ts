import { platform } from "../main";
import { withApps } from "./many-apps";

/** Synthesizes so many apps into a folder, and prints the seconds since the process began and its memory in MB. */
const [count, outdir] = process.argv.slice(2);
platform({ environment: withApps(Number(count)), outdir }).synth();
process.stdout.write(JSON.stringify({ seconds: process.uptime(), megabytes: process.resourceUsage().maxRSS / 1024 }));

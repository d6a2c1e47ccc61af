import { spawnSync } from "node:child_process";
import { rounded } from "../measure";
import type { Part } from "../part";

/** Seconds of `npm test`, as a person waits for it. Once: it is the longest part by far. */
export function tests(): Part {
  const start = performance.now();
  const { status, stderr } = spawnSync("npm", ["test", "--", "--silent", "--json", "--outputFile=/dev/null"], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const seconds = rounded((performance.now() - start) / 1000);
  if (status !== 0) throw new Error(`npm test ended with ${status}\n${stderr.slice(-2000)}`);
  const [, passed = "?"] = /Tests:.*?(\d+) passed/.exec(stderr) ?? [];
  return {
    title: "npm test, whole process, seconds of wall time, one run",
    rows: [
      ["tests passed", "seconds"],
      [passed, seconds.toFixed(1)],
    ],
    numeric: [0, 1],
    ratios: {},
    results: { passed: Number(passed), seconds },
  };
}

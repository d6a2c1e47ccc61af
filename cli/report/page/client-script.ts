import path from "node:path";
import { buildSync } from "esbuild";
import { checkoutFolder } from "../../checkout";

/** The page's own program, in one piece. */
export function clientScript(): string {
  const { outputFiles } = buildSync({
    absWorkingDir: checkoutFolder(),
    entryPoints: [path.join("cli", "report", "client", "main.ts")],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

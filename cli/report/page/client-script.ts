import path from "node:path";
import { build } from "esbuild";
import { checkoutFolder } from "../../checkout";

/** The page's own program, in one piece. It shares the process of esbuild that compiled the sources. */
export async function clientScript(): Promise<string> {
  const { outputFiles } = await build({
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

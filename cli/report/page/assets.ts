import path from "node:path";
import { build } from "esbuild";
import { checkoutFolder } from "../../checkout";

/** The page's own program and style sheet, each in one piece. */
export interface Assets {
  readonly script: string;
  readonly style: string;
}

/** Bundles them from their sources. It shares the process of esbuild that compiled ours. */
export async function assets(): Promise<Assets> {
  const folder = path.join("cli", "report");
  const { outputFiles } = await build({
    absWorkingDir: checkoutFolder(),
    entryPoints: [path.join(folder, "client", "main.ts"), path.join(folder, "page", "style.css")],
    outdir: "out",
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    logLevel: "silent",
  });
  const ending = (suffix: string) => outputFiles.find((file) => file.path.endsWith(suffix))?.text.trim() ?? "";
  return { script: ending(".js"), style: ending(".css") };
}

import path from "node:path";

/** Where the output goes, as an absolute path. `outdir`: where it was asked for. @default - what CDKTF asks for, else cdktf.out */
export function outputFolder(outdir?: string): string {
  return path.resolve(outdir ?? process.env.CDKTF_OUTDIR ?? "cdktf.out");
}

import fs from "node:fs";
import path from "node:path";
import type { Result } from "../command";
import type { Pages } from "./pages";

/** Folders in which everything is made from the sources. */
const ownFolders = ["docs/pictures", "docs/reference/constructs", "docs/reference/environment"];

/** Pages that a checkout has not as they should be: with their text, or undefined where they should not be. */
export function staleIn(pages: Pages, checkout: string): ReadonlyMap<string, string | undefined> {
  const differing = [...pages].filter(([file, text]) => readIfThere(path.join(checkout, file)) !== text);
  const former = ownFolders.flatMap((folder) => filesIn(checkout, folder)).filter((file) => !pages.has(file));
  return new Map<string, string | undefined>([...differing, ...former.map((file) => [file, undefined] as const)]);
}

/** Brings a checkout's pages to what they should be, or only says which are not. */
export function bring(pages: Pages, checkout: string, check: boolean): Result {
  const stale = staleIn(pages, checkout);
  const words = check ? ["stale", "no longer wanted"] : ["written", "removed"];
  if (!check) for (const [file, text] of stale) write(path.join(checkout, file), text);
  const lines = [...stale].map(([file, text]) => `${file}: ${words[text === undefined ? 1 : 0]}`);
  if (lines.length === 0) lines.push("The pages are up to date.");
  else if (check) lines.push("Run npx platform docs, and commit what it writes.");
  return { output: `${lines.join("\n")}\n`, exitCode: check && stale.size > 0 ? 2 : 0 };
}

function filesIn(checkout: string, folder: string): readonly string[] {
  const place = path.join(checkout, folder);
  return fs.existsSync(place) ? fs.readdirSync(place).map((file) => `${folder}/${file}`) : [];
}

function readIfThere(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
}

function write(file: string, text: string | undefined): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  if (text === undefined) fs.rmSync(file);
  else fs.writeFileSync(file, text);
}

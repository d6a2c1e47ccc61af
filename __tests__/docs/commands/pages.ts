import fs from "node:fs";
import path from "node:path";
import { commandsOf, type ShellCommand } from "./shell";

export const root = path.join(__dirname, "../../..");

const folders = ["docs", "stacks", "__tests__"];

/** All pages of the repository, by their paths from its root. The changelog tells of what was. */
export const pages: ReadonlyMap<string, string> = new Map(
  ["README.md", "CONTRIBUTING.md", ...folders.flatMap(pagesBelow)].map((file) => [file, textOf(file)]),
);

function pagesBelow(folder: string): readonly string[] {
  const files = fs.readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".md")).map((file) => path.join(folder, file));
}

function textOf(file: string): string {
  return fs.readFileSync(path.join(root, file), "utf8");
}

/** A command of the docs, and where it stands. */
export interface DocumentedCommand extends ShellCommand {
  readonly page: string;
  /** Whether it stands in a block of its own, for the reader to run, or in the text. */
  readonly inBlock: boolean;
  /** As it is shown when something is wrong with it. */
  readonly text: string;
}

/** Blocks of a page that hold commands: those that are fenced as `sh`. Scripts of their own begin with `#!`. */
export function blocksOf(page: string): readonly string[] {
  const blocks = [...(pages.get(page) ?? "").matchAll(/^( *)```(?:sh|bash|shell|console)\n([\s\S]*?)^ *```/gm)];
  return blocks.map(([, indent = "", block = ""]) => block.replace(new RegExp(`^${indent}`, "gm"), ""));
}

/** Commands of our own in the text: in code spans, which may be broken over lines. */
function spansOf(page: string): readonly string[] {
  const prose = (pages.get(page) ?? "").replace(/^ *```[\s\S]*?^ *```/gm, "");
  const spans = [...prose.matchAll(/`((?:[A-Z_]+=\S+ )*(?:npx|npm)\s[^`]+)`/g)];
  return spans.map(([, span = ""]) => span.replace(/\s+/g, " "));
}

/** Every command that a page shows, in blocks and in its text. */
export const documentedCommands: readonly DocumentedCommand[] = [...pages.keys()].flatMap((page) => [
  ...documented(
    page,
    true,
    blocksOf(page).filter((block) => !block.startsWith("#!")),
  ),
  ...documented(page, false, spansOf(page)),
]);

function documented(page: string, inBlock: boolean, texts: readonly string[]): readonly DocumentedCommand[] {
  const all = texts.flatMap(commandsOf).filter(({ words }) => words.length > 0);
  return all.map((command) => ({ ...command, page, inBlock, text: `${page}: ${command.words.join(" ")}` }));
}

/** Scripts that pages show as a whole. */
export const documentedScripts = [...pages.keys()].flatMap((page) =>
  blocksOf(page)
    .filter((block) => block.startsWith("#!"))
    .map((script) => [page, script] as const),
);

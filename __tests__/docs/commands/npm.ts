import fs from "node:fs";
import path from "node:path";
import { scripts } from "../../../package.json";
import { type DocumentedCommand, root } from "./pages";
import { parse, wrongVariables } from "./platform";

/** Folders below `__tests__/` whose suites a script takes by name. */
const folders: Readonly<Record<string, string>> = {
  test: ".",
  "test:browser": "browser",
  "test:charts": "charts",
  "test:cluster": "cluster",
  "test:proofs": "proofs",
  "test:scanners": "scanners",
  "test:terraform": "terraform",
};

/** What is wrong with a command of npm: its script, the suites that it names, or an option. */
export function npm({ words: [, ...words], variables }: DocumentedCommand): string | undefined {
  const [first = "", second = ""] = words.filter((word) => word !== "--silent");
  if (["install", "ls", "pkg"].includes(first)) return undefined;
  if (first === "ci") return fs.existsSync(path.join(root, "package-lock.json")) ? undefined : "there is no lock file";
  const script = first === "run" ? second : first;
  if (!(script in scripts)) return `there is no script ${script}`;
  const given = words.includes("--") ? words.slice(words.indexOf("--") + 1) : [];
  // Some scripts are commands of the platform by another name.
  const [, command] = /^node cli\/platform\.mjs (.+)$/.exec(scripts[script as keyof typeof scripts]) ?? [];
  if (command && !script.startsWith("check:")) {
    return parse({ variables, words: ["npx", "platform", ...command.split(" "), ...given] });
  }
  return wrongVariables(variables) ?? given.map((word) => wrongArgument(script, word)).find((one) => one !== undefined);
}

function wrongArgument(script: string, word: string): string | undefined {
  if (word.startsWith("<")) return undefined;
  if (script === "start") return ["--json", "--help"].includes(word) ? undefined : `npm start takes no ${word}`;
  const folder = folders[script];
  if (folder === undefined) return `npm run ${script} takes no ${word}`;
  // The tutorial's reader writes one of its own.
  if (word === "shop" || suitesIn(folder).some((file) => file.includes(word))) return undefined;
  return `no suite of npm run ${script} is called ${word}`;
}

function suitesIn(folder: string): readonly string[] {
  const files = fs.readdirSync(path.join(root, "__tests__", folder), { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".test.ts")).map((file) => path.join("__tests__", folder, file));
}

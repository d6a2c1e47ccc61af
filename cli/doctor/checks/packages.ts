import fs from "node:fs";
import path from "node:path";
import { type Check, ok, problem } from "../check";

export const packages: Check = {
  id: "packages",
  states: "the packages of node_modules are those of package.json",
  run({ root }) {
    const { dependencies, devDependencies } = read(root, "package.json") as Wanted;
    const commands = Object.entries(devDependencies).filter(([name]) => commandsOfCdktf.has(name));
    const wanted = [...Object.entries(dependencies), ...commands];
    const wrong = wanted
      .filter(([name, version]) => installed(root, name) !== releaseOf(version))
      .map(([name]) => name);
    if (wrong.length === 0) return [ok(`${wanted.length} packages as package.json says`)];
    return [problem(`${wrong.join(", ")} differ from package.json, or are missing`, "run npm ci")];
  },
};

/** That of cdktf, and that of its fork. */
const commandsOfCdktf = new Set(["cdktf-cli", "cdktn-cli"]);

/** The fork may stand in the place of cdktf by an alias: `npm:cdktn@0.24.0`. */
function releaseOf(version: string): string {
  return version.replace(/^npm:.+@/, "");
}

interface Wanted {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

function installed(root: string, name: string): string | undefined {
  const file = path.join("node_modules", name, "package.json");
  return fs.existsSync(path.join(root, file)) ? (read(root, file) as { version: string }).version : undefined;
}

function read(root: string, file: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(root, file), "utf8"));
}

import fs from "node:fs";
import path from "node:path";
import { runChild } from "../child";
import { CommandError } from "../command";
import { fork, onFork } from "./fork";

/** What npm and Node say when nobody answers. */
const unreachable = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)\b/;

/** Installs the packages of a copied checkout with the fork in the place of cdktf. */
export async function installFork(copy: string, version: string, signal: AbortSignal): Promise<void> {
  const file = path.join(copy, "package.json");
  fs.writeFileSync(file, onFork(fs.readFileSync(file, "utf8"), version));
  const args = ["install", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1"];
  const { status, stdout, stderr } = await runChild("npm", args, { cwd: copy, env: process.env, signal });
  if (status !== 0) throw new CommandError(problemOf(`${stderr}\n${stdout}`, version));
  expectFork(copy, version);
}

export function problemOf(said: string, version: string): string {
  const what = `platform compat: ${fork.name} ${version} can't be installed`;
  const [code] = unreachable.exec(said) ?? [];
  if (code)
    return `${what}: npm's registry can't be reached (${code}); run it where npm can, or has the packages cached`;
  if (/\bETARGET\b/.test(said)) return `${what}: there is no such release; leave --fork-version out, or name another`;
  const lines = said.split("\n").filter((line) => line.startsWith("npm error"));
  return [`${what}:`, ...lines.slice(0, 10)].join("\n");
}

/** An alias that npm did not follow would compare cdktf with itself. */
function expectFork(copy: string, version: string): void {
  const file = path.join(copy, "node_modules/cdktf/package.json");
  const found = JSON.parse(fs.readFileSync(file, "utf8")) as { readonly name: string; readonly version: string };
  if (found.name === fork.name && found.version === version) return;
  throw new CommandError(
    `platform compat: npm installed ${found.name} ${found.version} as cdktf, and not ${fork.name} ${version}`,
  );
}

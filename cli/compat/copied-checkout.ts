import fs from "node:fs";
import path from "node:path";
import { runChild } from "../child";
import { CommandError } from "../command";

/** Copies what git would take of a checkout, changes not yet committed included, without its packages. */
export async function copyCheckout(root: string, copy: string, signal: AbortSignal): Promise<void> {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { status, stdout, stderr } = await runChild("git", args, { cwd: root, env: process.env, signal });
  if (status !== 0) throw new CommandError(`platform compat: git can't list the checkout: ${stderr.trim()}`);
  // Packages that are a link themselves are no folder to git, which then does not ignore them.
  const files = stdout.split("\0").filter((file) => file !== "" && file !== "node_modules");
  for (const file of files) {
    const from = path.join(root, file);
    if (fs.existsSync(from)) fs.cpSync(from, path.join(copy, file), { recursive: true });
  }
}

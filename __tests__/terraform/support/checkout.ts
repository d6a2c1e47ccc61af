import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { scratchFolder } from "./scratch";

const repository = path.resolve(__dirname, "../../..");

/** A copy of this checkout as a clone of it would be, changes not yet committed included, with the packages linked in. */
export function copyOfCheckout(): string {
  const copy = scratchFolder("checkout");
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: repository,
    encoding: "utf8",
  });
  // Packages that are a link themselves are no folder to git, which then does not ignore them.
  const files = listed.split("\0").filter((file) => file !== "" && file !== "node_modules");
  const present = files.filter((file) => fs.existsSync(path.join(repository, file)));
  for (const file of present) fs.cpSync(path.join(repository, file), path.join(copy, file), { recursive: true });
  fs.symlinkSync(path.join(repository, "node_modules"), path.join(copy, "node_modules"));
  return copy;
}

import fs from "node:fs";
import path from "node:path";
import { type Check, ok, problem, warning } from "../check";
import { atLeast, versionIn } from "../version";

/** The last major version that the CDKTF command ships native binaries for. */
const lastWithCdktf = 22;

export const node: Check = {
  id: "node",
  states: "Node.js is one that the sources run on, and the CDKTF command as well",
  run({ root }) {
    const { engines } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as PackageFile;
    return [judged(process.versions.node, engines.node)];
  },
};

interface PackageFile {
  readonly engines: { readonly node: string };
}

/** `wanted` as package.json writes it, such as `>=20.19`. */
export function judged(running: string, wanted: string) {
  const version = versionIn(running) ?? [];
  if (!atLeast(version, versionIn(wanted) ?? [])) {
    return problem(
      `this is ${running}, and the sources need ${wanted}`,
      "install a newer one: https://nodejs.org/en/download",
    );
  }
  if ((version[0] ?? 0) > lastWithCdktf) {
    return warning(
      `this is ${running}, for which npx cdktf has no binaries`,
      `use Node.js ${lastWithCdktf} for npx cdktf; npm start and npx platform run as they are`,
    );
  }
  return ok(`${running}, and ${wanted} is needed`);
}

import path from "node:path";
import { environmentNames, loadEnvironment } from "../../../environments/load";
import { scratchFolder } from "../../terraform/support/scratch";
import { StackFolders } from "../../terraform/support/stackFolders";

/** Every environment of the repository, each synthesized into a folder of its own. */
export function synthesizeEnvironments(): ReadonlyMap<string, StackFolders> {
  const scratch = scratchFolder("scanned");
  const synthesized = environmentNames().map((name) => {
    return [name, new StackFolders(path.join(scratch, name), loadEnvironment(name)).synthesize()] as const;
  });
  return new Map(synthesized);
}

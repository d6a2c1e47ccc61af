import path from "node:path";
import { environmentNames, loadEnvironment } from "../../../environments/load";
import type { Environment } from "../../../environments/schema/environment";
import { validated } from "../../environments/broken";
import { inClosedNetwork, inExistingNetwork } from "../../support/networks";
import { wholeDemo } from "../../support/whole-demo";
import { scratchFolder } from "../../terraform/support/scratch";
import { StackFolders } from "../../terraform/support/stackFolders";

/** What no environment of the repository chooses. */
const otherwise: Readonly<Record<string, Environment>> = {
  "demo-with-everything": wholeDemo,
  "demo-in-existing-network": inExistingNetwork(),
  "demo-without-nat": inClosedNetwork(),
  "demo-chosen-otherwise": validated({
    "network.nat": "single",
    "cluster.endpoint": { access: "private" },
    "cluster.supportType": "EXTENDED",
    "cluster.systemNodes": { operatingSystem: "Bottlerocket" },
    runners: "in-vpc",
    fileStorage: { enabled: true, throughput: "bursting" },
    guardDuty: { detector: "create", runtimeMonitoring: "manual" },
  }),
};

/** Every environment of the repository and some more, each synthesized into a folder of its own. */
export function synthesizeEnvironments(): ReadonlyMap<string, StackFolders> {
  const scratch = scratchFolder("scanned");
  const own = environmentNames().map((name) => [name, loadEnvironment(name)] as const);
  const synthesized = [...own, ...Object.entries(otherwise)].map(([name, environment]) => {
    return [name, new StackFolders(path.join(scratch, name), environment).synthesize()] as const;
  });
  return new Map(synthesized);
}

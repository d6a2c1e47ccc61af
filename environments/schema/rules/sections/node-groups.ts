import type { Environment } from "../../environment";
import type { Path } from "../finding";

type Settings = NonNullable<Environment["cluster"]["systemNodes"]["leaving"]>;

/** The groups of nodes that EKS keeps, those that leave among them, with their paths in the environment. */
export function nodeGroupsOf(cluster: Environment["cluster"]): readonly (Settings & { readonly path: Path })[] {
  return (["systemNodes", "workerNodes"] as const).flatMap((group) => {
    const nodes = cluster[group];
    if (!nodes) return [];
    const path = ["cluster", group];
    return [{ ...nodes, path }, ...(nodes.leaving ? [{ ...nodes.leaving, path: [...path, "leaving"] }] : [])];
  });
}

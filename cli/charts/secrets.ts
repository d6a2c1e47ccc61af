import type { RecordedSecret } from "../../constructs/charts/chart-record";
import type { Manifest } from "./manifests";

/** The Secrets among the objects that have keys. An empty one is filled later, by its controller, and holds nothing here. */
export function secretsIn(manifests: readonly Manifest[], namespace: string): readonly RecordedSecret[] {
  return manifests
    .filter(({ kind }) => kind === "Secret")
    .map(({ metadata, data, stringData }) => ({
      namespace: metadata.namespace ?? namespace,
      name: metadata.name,
      keys: Object.keys({ ...data, ...stringData }).sort(),
    }))
    .filter(({ keys }) => keys.length > 0);
}

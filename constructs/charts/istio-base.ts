import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { meshNamespaces } from "./mesh";

/**
 * The mesh's definitions. They stay when the release goes, by an annotation of the chart's own.
 *
 * Values: istio/istio, manifests/charts/base at `1.30.3`.
 */
export function istioBase(): Chart {
  return {
    ...catalogue["istio-base"],
    name: "istio-base",
    namespace: meshNamespaces.controlPlane,
    values: {
      // No webhook that checks the mesh's own kinds, which this stack alone writes.
      defaultRevision: "",
      global: {
        istioNamespace: meshNamespaces.controlPlane,
        // An account for other clusters of one mesh, which would read every Secret.
        enableReaderRBAC: false,
      },
    },
  };
}

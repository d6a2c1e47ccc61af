import { ofChangedSpec } from "./changed-spec";
import type { Policy } from "./policy";

/**
 * Traffic from outside comes in through an Ingress, which the platform's certificate, its logs and its rules apply to.
 * An external IP would take over that address for the whole cluster.
 * https://github.com/kubernetes/kubernetes/issues/97076
 */
export function noExposedServices(): Policy {
  return {
    name: "no-exposed-services",
    states: "services stay inside the cluster",
    kinds: [{ apiGroup: "", apiVersion: "v1", resources: ["services"] }],
    operations: ["CREATE", "UPDATE"],
    validations: [
      {
        expression: "!(object.spec.?type.orValue('ClusterIP') in ['NodePort', 'LoadBalancer'])",
        message: "set spec.type to ClusterIP, and let an Ingress lead to the Service",
      },
      {
        expression: "object.spec.?externalIPs.orValue([]).size() == 0",
        message: "leave spec.externalIPs out, and let an Ingress lead to the Service",
      },
    ].map(ofChangedSpec),
  };
}

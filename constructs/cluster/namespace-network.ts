import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { Construct } from "constructs";

export interface NamespaceNetworkProps {
  readonly namespace: string;
}

/** Name of the policy, which a policy of the cluster protects. */
export const defaultDeny = "default-deny";

const everyPod = {};

/** No connection in or out, not even to DNS: what a pod needs, the stack that declares the pod allows by name. */
export class NamespaceNetwork extends Construct {
  constructor(scope: Construct, id: string, { namespace }: NamespaceNetworkProps) {
    super(scope, id);
    new NetworkPolicyV1(this, "default-deny", {
      metadata: { name: defaultDeny, namespace },
      spec: { podSelector: everyPod, policyTypes: ["Ingress", "Egress"] },
    });
  }
}

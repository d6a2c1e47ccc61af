import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { Construct } from "constructs";
import { toPodIdentityAgent } from "./network-peers";
import { type NetworkPeer, NetworkPolicy, type NetworkRule } from "./network-policy";

export interface NamespaceNetworkProps {
  readonly namespace: string;
}

const coreDns: NetworkPeer = {
  namespaces: { "kubernetes.io/metadata.name": "kube-system" },
  // Also what the service selects by: only then does the VPC CNI let calls to the service's address pass.
  pods: { "k8s-app": "kube-dns" },
};

const toDns: readonly NetworkRule[] = [
  { peers: [coreDns], ports: [53], protocol: "UDP" },
  { peers: [coreDns], ports: [53] },
];

const everyPod = {};

/**
 * No connection in or out but for what every pod needs to start: names, and its AWS credentials. Whatever else a pod
 * has to reach, the stack that declares the pod allows by name.
 */
export class NamespaceNetwork extends Construct {
  constructor(scope: Construct, id: string, { namespace }: NamespaceNetworkProps) {
    super(scope, id);
    new NetworkPolicyV1(this, "default-deny", {
      metadata: { name: "default-deny", namespace },
      spec: { podSelector: everyPod, policyTypes: ["Ingress", "Egress"] },
    });
    this.allow(namespace, "to-dns", toDns);
    this.allow(namespace, "to-pod-identity-agent", [toPodIdentityAgent]);
  }

  private allow(namespace: string, name: string, egress: readonly NetworkRule[]): void {
    new NetworkPolicy(this, name, { namespace, name, pods: everyPod, egress });
  }
}

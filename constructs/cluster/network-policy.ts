import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import type { Construct } from "constructs";

/** Who stands at the other end of a connection. */
export interface NetworkPeer {
  readonly ipBlock?: { readonly cidr: string; readonly except?: string[] };
  /** Labels of pods. @default - all pods of the chosen namespaces */
  readonly pods?: Readonly<Record<string, string>>;
  /** Labels of namespaces. @default - the policy's own namespace */
  readonly namespaces?: Readonly<Record<string, string>>;
  /** Key of a label that namespaces have, in the place of `namespaces`. @default - none */
  readonly namespacesLabelled?: string;
}

/** Connections that are allowed: all of the ports with all of the peers. */
export interface NetworkRule {
  readonly peers: readonly NetworkPeer[];
  readonly ports: readonly number[];
  /** Last of a range that each of the ports begins. @default - the ports alone */
  readonly lastPort?: number;
  /** @default "TCP" */
  readonly protocol?: "TCP" | "UDP";
}

export interface NetworkPolicyProps {
  readonly namespace: string;
  /** Name of the policy, which says what it is for. */
  readonly name: string;
  /** Labels of the pods that it is about. */
  readonly pods: Readonly<Record<string, string>>;
  /** Connections to these pods. @default - none beyond what other policies allow */
  readonly ingress?: readonly NetworkRule[];
  /** Connections from these pods. @default - none beyond what other policies allow */
  readonly egress?: readonly NetworkRule[];
}

/**
 * One named exception to a namespace's default-deny. Policies add up: this one only allows. The direction of a
 * connection counts, its answers pass by themselves.
 */
export class NetworkPolicy extends NetworkPolicyV1 {
  constructor(scope: Construct, id: string, props: NetworkPolicyProps) {
    const { namespace, name, pods, ingress = [], egress = [] } = props;
    super(scope, id, {
      metadata: { namespace, name },
      spec: {
        podSelector: { matchLabels: pods },
        // A direction that is not named stays as the other policies leave it.
        policyTypes: [...(ingress.length > 0 ? ["Ingress"] : []), ...(egress.length > 0 ? ["Egress"] : [])],
        ingress: ingress.map((rule) => ({ from: rule.peers.map(selector), ports: portsOf(rule) })),
        egress: egress.map((rule) => ({ to: rule.peers.map(selector), ports: portsOf(rule) })),
      },
    });
  }
}

function selector({ ipBlock, pods, namespaces, namespacesLabelled: key }: NetworkPeer) {
  return {
    ...(ipBlock && { ipBlock }),
    ...(pods && { podSelector: { matchLabels: pods } }),
    ...(namespaces && { namespaceSelector: { matchLabels: namespaces } }),
    ...(key !== undefined && { namespaceSelector: { matchExpressions: [{ key, operator: "Exists" }] } }),
  };
}

function portsOf({ ports, lastPort, protocol = "TCP" }: NetworkRule) {
  return ports.map((port) => ({ port: `${port}`, ...(lastPort && { endPort: lastPort }), protocol }));
}

import type { Construct } from "constructs";
import { NetworkPolicy, type NetworkRule } from "../cluster/network-policy";
import { selectorOf, type WorkloadObject } from "./labels";

/** A workload of the platform, as others see it. */
export interface AppPeer {
  readonly team: string;
  readonly name: string;
  /** Namespace of its pods. */
  readonly namespace: string;
}

/** One path between a workload and a peer that bears a name, so that a policy tells what it is for. */
export interface NetworkPath {
  /** Who calls: `from` the peer to the workload, or from the workload `to` the peer. */
  readonly direction: "from" | "to";
  /** Name of the peer, such as `load-balancer`. */
  readonly peer: string;
  readonly rules: readonly NetworkRule[];
}

/** Opens one path in a namespace that denies all others. */
export function openPath(scope: Construct, { workload, namespace }: WorkloadObject, path: NetworkPath): NetworkPolicy {
  const { direction, peer, rules } = path;
  return new NetworkPolicy(scope, `${direction}-${peer}`, {
    namespace,
    // The dot, which no app's name holds, keeps the policies of two apps from sharing a name.
    name: `${workload.name}.${direction}-${peer}`,
    pods: selectorOf(workload),
    [direction === "from" ? "ingress" : "egress"]: rules,
  });
}

/** Address blocks outside the cluster's pods, on one port. */
export function addresses(cidrs: readonly string[], port: number): NetworkRule {
  return { peers: cidrs.map((cidr) => ({ ipBlock: { cidr } })), ports: [port] };
}

/**
 * The pods of another app. Their label is in its service's selector too: only then does the VPC CNI let calls to the
 * service's own address pass (amazon-network-policy-controller-k8s, pkg/resolvers/endpoints.go).
 */
export function podsOf({ namespace, name }: AppPeer, port: number): NetworkRule {
  const pods = { "app.kubernetes.io/name": name };
  return { peers: [{ pods, namespaces: { "kubernetes.io/metadata.name": namespace } }], ports: [port] };
}

/** Two hyphens, which no name holds, keep `a-b` of team `c` apart from `b` of team `c-a`. */
export function peerName({ team, name }: AppPeer): string {
  return `${team}--${name}`;
}

/**
 * Everywhere but private networks, the shared range and the link-local one, in which the credentials of the node lie: who
 * is there is named. https://www.iana.org/assignments/iana-ipv4-special-registry/
 */
const notPublic = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"];

/** Whatever is public, AWS's own services among it: their addresses change, and network policies know no names. */
export function publicAddresses(port: number): NetworkRule {
  return { peers: [{ ipBlock: { cidr: "0.0.0.0/0", except: [...notPublic] } }], ports: [port] };
}

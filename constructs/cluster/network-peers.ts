import { type AddressedNetwork, subnetBlocks } from "../network/address-blocks";
import { controlPlaneZones } from "../network/control-plane-zones";
import type { NetworkPeer, NetworkRule } from "./network-policy";

/** Addresses that the network rules of controllers need. */
export interface ClusterAddresses {
  /** Address blocks of the subnets in which the control plane has its network interfaces. */
  readonly controlPlaneCidrs: readonly string[];
  /** Address block of Kubernetes services. */
  readonly serviceCidr: string;
}

/** The addresses as they follow from the settings of the network and of the cluster. */
export function clusterAddresses(
  network: AddressedNetwork,
  cluster: { readonly serviceCidr: string },
): ClusterAddresses {
  const byZone = subnetBlocks(network)["control-plane"];
  return {
    controlPlaneCidrs: controlPlaneZones(network.zones).flatMap((zone) => byZone[zone] ?? []),
    serviceCidr: cluster.serviceCidr,
  };
}

/**
 * To the Kubernetes API: by the address of its service, the first of the block, and by those of the control plane's
 * network interfaces, since a policy may be held against a packet before or after its destination is translated.
 */
export function toApiServer({ controlPlaneCidrs, serviceCidr }: ClusterAddresses): NetworkRule {
  return { peers: blocks([apiServiceCidr(serviceCidr), ...controlPlaneCidrs]), ports: [443] };
}

const coreDns: NetworkPeer = {
  namespaces: { "kubernetes.io/metadata.name": "kube-system" },
  // Also what the service selects by: only then does the VPC CNI let calls to the service's address pass.
  pods: { "k8s-app": "kube-dns" },
};

/** To the cluster's DNS, for pods that know those whom they call by name. */
export const toDns: readonly NetworkRule[] = [
  { peers: [coreDns], ports: [53], protocol: "UDP" },
  { peers: [coreDns], ports: [53] },
];

/**
 * To AWS and other public services over TLS. Their addresses change, so the block is the whole internet but for the
 * link-local range, in which the credentials of the node lie.
 */
export const toPublicServices: NetworkRule = {
  peers: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.0.0/16"] } }],
  ports: [443],
};

/** To the agent on the node that hands out the credentials of a Pod Identity role. */
export const toPodIdentityAgent: NetworkRule = { peers: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: [80] };

/** What a controller needs that changes things in AWS as the Kubernetes API says. */
export function toApiServerAndAws(addresses: ClusterAddresses): readonly NetworkRule[] {
  return [...toDns, toApiServer(addresses), toPublicServices, toPodIdentityAgent];
}

/** From the Kubernetes API to a webhook: it calls from the network interfaces of the control plane. */
export function fromApiServer({ controlPlaneCidrs }: ClusterAddresses, ...ports: readonly number[]): NetworkRule {
  return { peers: blocks(controlPlaneCidrs), ports };
}

function blocks(cidrs: readonly string[]): readonly NetworkPeer[] {
  return cidrs.map((cidr) => ({ ipBlock: { cidr } }));
}

/** The service `kubernetes.default` has the first address of the service block. */
function apiServiceCidr(serviceCidr: string): string {
  const [network = ""] = serviceCidr.split("/");
  return `${network.replace(/\d+$/, (last) => `${Number(last) + 1}`)}/32`;
}

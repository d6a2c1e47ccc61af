import { toDns, toPodIdentityAgent } from "../cluster/network-peers";
import type { NetworkRule } from "../cluster/network-policy";
import { pathsToAws } from "./aws-links";
import { pathsToData } from "./data-links";
import type { ScrapedMetrics } from "./metrics";
import { type AppPeer, addresses, type NetworkPath, peerName, podsOf, publicAddresses } from "./network-policy";
import type { OutsidePeer, WorkloadProps } from "./workload-props";

/** Who gets to a workload. */
export interface Callers {
  /** Port that the workload listens on. */
  readonly port: number;
  /** Address blocks of the subnets in which its load balancer stands. @default - it has none */
  readonly loadBalancerAddresses?: readonly string[];
  readonly apps: readonly AppPeer[];
}

export interface Connections {
  /** @default - nobody gets to it */
  readonly callers?: Callers;
  /** Port on which its pods talk to each other, which a namespace denies as it denies all else. @default - they don't */
  readonly memberPort?: number;
  /** Port that is asked for metrics, and who asks. @default - nobody */
  readonly metrics?: ScrapedMetrics;
}

/** All connections of a workload. Who calls nobody by name looks up no names; who has no role fetches no credentials. */
export function workloadPaths(props: WorkloadProps, { callers, memberPort, metrics }: Connections = {}): NetworkPath[] {
  const { calls = [], outside = [], databases = [], caches = [], role } = props;
  const members = memberPort === undefined ? undefined : podsOf(props, memberPort);
  const callees = [
    ...(members ? [path("to", "members", members)] : []),
    ...calls.map((app) => path("to", peerName(app), podsOf(app, app.port))),
    ...pathsToData(databases, caches),
    ...pathsToAws(props),
    ...outside.map((peer) => path("to", `outside-${peer.name}`, outsideRule(peer))),
  ];
  return [
    ...(callers ? pathsFrom(callers) : []),
    ...(members ? [path("from", "members", members)] : []),
    ...(metrics ? [path("from", "prometheus", { peers: [metrics.scrapedBy], ports: [metrics.port] })] : []),
    ...callees,
    ...(callees.length > 0 ? [path("to", "dns", ...toDns)] : []),
    ...(role ? [path("to", "pod-identity-agent", toPodIdentityAgent)] : []),
  ];
}

function pathsFrom({ port, loadBalancerAddresses, apps }: Callers): NetworkPath[] {
  return [
    ...(loadBalancerAddresses ? [path("from", "load-balancer", addresses(loadBalancerAddresses, port))] : []),
    ...apps.map((app) => path("from", peerName(app), podsOf(app, port))),
  ];
}

function outsideRule({ cidrs, port = 443 }: OutsidePeer): NetworkRule {
  return cidrs ? addresses(cidrs, port) : publicAddresses(port);
}

function path(direction: NetworkPath["direction"], peer: string, ...rules: readonly NetworkRule[]): NetworkPath {
  return { direction, peer, rules };
}

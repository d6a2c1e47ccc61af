import type { NetworkPolicyProps } from "../cluster/network-policy";

/** One thing that some of a chart's pods may do on the network; the namespace is the chart's. */
export type Traffic = Omit<NetworkPolicyProps, "namespace">;

/** Labels that charts put on their pods: all pods of a release, or those of one of its components. */
export function podsOf(release: string, component?: string): Readonly<Record<string, string>> {
  return {
    "app.kubernetes.io/instance": release,
    ...(component && { "app.kubernetes.io/component": component }),
  };
}

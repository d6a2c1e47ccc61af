import type { NetworkPeer } from "../cluster/network-policy";

/** Where a workload tells its metrics: over plain HTTP, in Prometheus' text format. */
export interface MetricsEndpoint {
  /** The container's own port, a side-car's, or one for this alone; above 1023. */
  readonly port: number;
  /** @default "/metrics" */
  readonly path?: string;
}

/** An endpoint that somebody asks, who alone gets to its port. */
export interface ScrapedMetrics extends MetricsEndpoint {
  readonly scrapedBy: NetworkPeer;
}

/** Label of pods that Prometheus asks. */
export const scrapedPods = { "strata/metrics": "scraped" } as const;

/** Annotations by which it knows where to. */
export const metricsPortAnnotation = "strata/metrics-port";
export const metricsPathAnnotation = "strata/metrics-path";

const usualPath = "/metrics";

/** What a pod says of its endpoint, which holds for the workload's pods alone: their selectors stay as they are. */
export function metricsAnnotations({ port, path = usualPath }: MetricsEndpoint): Record<string, string> {
  return { [metricsPortAnnotation]: `${port}`, [metricsPathAnnotation]: path };
}

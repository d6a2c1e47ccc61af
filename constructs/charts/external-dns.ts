import { controllers } from "../names";
import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { clusterCritical, type Resources, restrictedContainer, restrictedPod } from "./pod-defaults";
import { onSystemNodes } from "./system-nodes";

export interface ExternalDnsOptions {
  /** Whether the zone is one that the world sees, or one that the VPC sees. */
  readonly zoneType: "public" | "private";
  /** Route 53 id of the one zone to write to. */
  readonly zoneId: string;
  /** Classes whose Ingresses have names there; at least one, since none would mean all. */
  readonly ingressClasses: readonly string[];
  /** Name of that zone; hosts outside of it are ignored. */
  readonly domain: string;
  readonly region: string;
  /**
   * Marks the records as ours. Unique per cluster among all that write to the zone: two with one id delete each
   * other's records. A change orphans what exists.
   */
  readonly ownerId: string;
}

const resources: Resources = {
  requests: { cpu: "50m", memory: "64Mi" },
  limits: { cpu: "200m", memory: "256Mi" },
};

/**
 * Writes the hosts of Ingresses to a zone of Route 53, and those of load balancer Services, which are internal here, to a
 * private one. One of these for each zone: a single one would write every host to all zones of its domain, and tell the
 * world the names and addresses of what is internal.
 *
 * One replica and no disruption budget: the chart fixes `replicas: 1` and offers neither leader election nor a budget.
 * While the pod is away records stay as they are, so nothing is served worse; new hosts wait.
 *
 * Values: kubernetes-sigs/external-dns, charts/external-dns at `external-dns-helm-chart-1.21.1`; flags: docs/flags.md,
 * ownership: docs/registry/txt.md at `v0.21.0`.
 */
export function externalDns(options: ExternalDnsOptions): Chart {
  const name = options.zoneType === "public" ? "external-dns" : "external-dns-private";
  const { namespace, serviceAccount } = controllers[name];
  return {
    ...catalogue["external-dns"],
    name,
    namespace,
    waivers: { "single-replica": "only figures are asked of it; two at once would write against each other" },
    // Of a kind that is no source here, and which Helm would never upgrade.
    skipCrds: true,
    values: {
      ...whatItReads(options),
      ...whatItWrites(options),
      serviceAccount: { create: true, name: serviceAccount },
      // Two at once would write against each other.
      deploymentStrategy: { type: "Recreate" },
      ...onSystemNodes,
      priorityClassName: clusterCritical,
      podSecurityContext: restrictedPod,
      securityContext: restrictedContainer,
      resources,
    },
  };
}

function whatItReads({ zoneType }: ExternalDnsOptions) {
  return {
    sources: zoneType === "public" ? ["ingress"] : ["ingress", "service"],
    // Events bring a new host within seconds, so that the interval can spare Route 53's five calls a second per account.
    triggerLoopOnEvent: true,
    interval: "5m",
  };
}

function whatItWrites({ zoneType, zoneId, ingressClasses, domain, region, ownerId }: ExternalDnsOptions) {
  return {
    provider: { name: "aws" },
    // The SDK asks for a region even though Route 53 has none.
    env: [{ name: "AWS_REGION", value: region }],
    domainFilters: [domain],
    managedRecordTypes: ["A", "AAAA", "CNAME"],
    // Removes as well: a name that outlives its load balancer is open to whoever gets that address next. Ownership
    // keeps it from records that others made in the zone.
    policy: "sync",
    registry: "txt",
    txtOwnerId: ownerId,
    // The mark stands below the host, `a-strata.www.example.com`: a mark beside it would fall out of the zone for the
    // zone's own name. A change orphans every record.
    txtPrefix: "%{record_type}-strata.",
    extraArgs: {
      "zone-id-filter": zoneId,
      "aws-zone-type": zoneType,
      "aws-zones-cache-duration": "1h",
      // Else headless Services would publish the addresses of pods.
      "service-type-filter": "LoadBalancer",
      "ingress-class": ingressClasses,
      // An asterisk may only be a name's first label.
      "txt-wildcard-replacement": "wildcard",
    },
  };
}

import { monitoringPods, monitoringPorts } from "../charts/kube-prometheus-stack/names";
import { clusterServices } from "../charts/namespaces";
import type { Traffic } from "../charts/traffic";
import {
  type ClusterAddresses,
  toApiServer,
  toDns,
  toPodIdentityAgent,
  toPublicServices,
} from "../cluster/network-peers";
import type { NetworkPeer, NetworkPolicyProps, NetworkRule } from "../cluster/network-policy";
import { toApps } from "./app-metrics";
import type { ScrapeTarget } from "./scrape-targets";

export interface MonitoringAddresses extends ClusterAddresses {
  /** Address blocks of the subnets in which the nodes are. */
  readonly nodeCidrs: readonly string[];
}

/** Whom Prometheus asks. */
export interface ScrapedPeers {
  readonly addresses: MonitoringAddresses;
  readonly targets: readonly ScrapeTarget[];
}

export interface MonitoringTrafficProps extends ScrapedPeers {
  /** Whether Alertmanager publishes to SNS. */
  readonly toSns: boolean;
  /** Whether it calls webhooks, which are on the internet. */
  readonly toWebhooks: boolean;
  /** Whether there is more than one replica of Prometheus and Alertmanager. */
  readonly replicated: boolean;
}

/** Port that the kubelet of every node answers on. https://kubernetes.io/docs/reference/networking/ports-and-protocols/ */
const kubeletPort = 10250;
/** The one on which CoreDNS tells its figures; plug-in `prometheus` in the add-on's Corefile. */
const coreDnsPort = 9153;

const { prometheus, prometheusAgent, alertmanager, grafana, kubeStateMetrics, operator } = monitoringPods;
const ports = monitoringPorts;

const own = (pods: Readonly<Record<string, string>>, ...numbers: readonly number[]): NetworkRule => {
  return { peers: [{ pods }], ports: numbers };
};
const coreDns: NetworkPeer = {
  namespaces: { "kubernetes.io/metadata.name": "kube-system" },
  pods: { "k8s-app": "kube-dns" },
};

/** Who of the monitoring talks to whom: Prometheus asks everybody, and only Grafana asks Prometheus. */
export function monitoringTraffic(props: MonitoringTrafficProps): readonly Traffic[] {
  return [
    ...prometheusTraffic(props),
    ...alertmanagerTraffic(props),
    {
      name: "grafana-to-prometheus-and-alertmanager",
      pods: grafana,
      egress: [...toDns, own(prometheus, ports.prometheus), own(alertmanager, ports.alertmanager)],
    },
    { name: "prometheus-to-grafana", pods: grafana, ingress: [own(prometheus, ports.grafana)] },
    ...askedBy(prometheus, props.addresses),
  ];
}

/** The agent asks everybody and is asked by nobody but its like; what it learns it hands to AWS. */
export function agentTraffic(props: ScrapedPeers): readonly Traffic[] {
  const itself = own(prometheusAgent, ports.prometheus, ports.configReloader);
  return [
    {
      name: "prometheus-to-all-that-it-scrapes",
      pods: prometheusAgent,
      egress: [...scraping(props), itself, toPublicServices, toPodIdentityAgent],
    },
    { name: "prometheus-to-prometheus", pods: prometheusAgent, ingress: [itself] },
    ...askedBy(prometheusAgent, props.addresses),
  ];
}

/** The exporter of objects and the operator, both of which watch the API and answer Prometheus. */
function askedBy(by: Readonly<Record<string, string>>, addresses: ClusterAddresses): readonly Traffic[] {
  return [
    { name: "kube-state-metrics-to-api-server", pods: kubeStateMetrics, egress: [toApiServer(addresses)] },
    { name: "prometheus-to-kube-state-metrics", pods: kubeStateMetrics, ingress: [own(by, ports.kubeStateMetrics)] },
    { name: "prometheus-operator-to-api-server", pods: operator, egress: [toApiServer(addresses)] },
    { name: "prometheus-to-prometheus-operator", pods: operator, ingress: [own(by, ports.operator)] },
  ];
}

/** What is asked in any case. */
function scraping({ addresses, targets }: ScrapedPeers): readonly NetworkRule[] {
  const nodes = addresses.nodeCidrs.map((cidr) => ({ ipBlock: { cidr } }));
  const onHost = targets.filter((target) => target.onHost).map(({ port }) => port);
  return [
    ...toDns,
    toApiServer(addresses),
    { peers: nodes, ports: [kubeletPort, ports.nodeExporter, ...onHost] },
    { peers: [coreDns], ports: [coreDnsPort] },
    own(kubeStateMetrics, ports.kubeStateMetrics),
    own(operator, ports.operator),
    ...targets.filter((target) => !target.onHost).map(toTarget),
    toApps,
  ];
}

function prometheusTraffic(props: MonitoringTrafficProps): readonly Traffic[] {
  const itself = props.replicated ? [own(prometheus, ports.prometheus, ports.configReloader)] : [];
  return [
    {
      name: "prometheus-to-all-that-it-scrapes",
      pods: prometheus,
      egress: [
        ...scraping(props),
        ...itself,
        own(alertmanager, ports.alertmanager, ports.configReloader),
        own(grafana, ports.grafana),
      ],
    },
    { name: "grafana-to-prometheus", pods: prometheus, ingress: [own(grafana, ports.prometheus), ...itself] },
  ];
}

function alertmanagerTraffic({ toSns, toWebhooks, replicated }: MonitoringTrafficProps): readonly Traffic[] {
  const peers = replicated
    ? (["TCP", "UDP"] as const).map((protocol) => ({ ...own(alertmanager, ports.alertmanagerPeers), protocol }))
    : [];
  const outside = [...(toSns || toWebhooks ? [toPublicServices] : []), ...(toSns ? [toPodIdentityAgent] : [])];
  const egress = [...peers, ...outside];
  return [
    {
      name: "prometheus-to-alertmanager",
      pods: alertmanager,
      ingress: [own(prometheus, ports.alertmanager, ports.configReloader), own(grafana, ports.alertmanager), ...peers],
    },
    ...(egress.length > 0
      ? [{ name: "alertmanager-to-peers-and-receivers", pods: alertmanager, egress: [...toDns, ...egress] }]
      : []),
  ];
}

function toTarget({ namespace, pods, port }: ScrapeTarget): NetworkRule {
  return { peers: [{ namespaces: { "kubernetes.io/metadata.name": namespace }, pods }], ports: [port] };
}

/** The other end of Prometheus' way to a target: a policy in the target's own namespace. */
export function scrapedBy(by: Readonly<Record<string, string>>, target: ScrapeTarget): NetworkPolicyProps {
  const { job, namespace, pods, port } = target;
  const from: NetworkPeer = {
    namespaces: { "kubernetes.io/metadata.name": clusterServices },
    pods: by,
  };
  return {
    namespace,
    name: `prometheus-to-${job}`,
    pods,
    ingress: [{ peers: [from], ports: [port] }],
  };
}

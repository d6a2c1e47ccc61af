import type { SynthesizedPlatform } from "./demo";
import type { NeedyWorkload } from "./workload-needs";

/**
 * Ports on which pods tell their figures, by their charts and add-ons. Those of one release are alike: what it runs, it
 * runs with the same library.
 */
const tellsOn: Readonly<Record<string, number>> = {
  "node-agents/fluent-bit": 2020,
  "app-services/aws-load-balancer-controller": 8080,
  "app-services/external-dns": 7979,
  "app-services/external-dns-private/external-dns": 7979,
  "app-services/cert-manager/controller": 9402,
  "cluster-services/karpenter": 8080,
  "cluster-services/external-secrets": 8080,
  "cluster-services/external-secrets/external-secrets-webhook": 8080,
  "cluster-services/external-secrets/external-secrets-cert-controller": 8080,
  "cluster-services/velero": 8085,
  "cluster-services/istiod": 15014,
  "node-agents/ztunnel": 15020,
  "cluster-services/kyverno/admission-controller": 8000,
  "cluster-services/kyverno/reports-controller": 8000,
};

const release = "kube-prometheus-stack";
const dns = ["to kube-system/coredns 53/TCP", "to kube-system/coredns 53/UDP"];

interface Surroundings {
  readonly apiServer: readonly string[];
  /** Blocks of the nodes' subnets. */
  readonly nodes: readonly string[];
  /** Whether Alertmanager has an AWS role, and so publishes. */
  readonly publishes: boolean;
  /** Ports on which apps tell theirs, by the names of their pods. */
  readonly apps: ReadonlyMap<string, number>;
}

/** The pods of the monitoring, and what the others need since it asks them. */
export function withMonitoring(
  workloads: readonly NeedyWorkload[],
  platform: SynthesizedPlatform,
  surroundings: Surroundings,
): readonly NeedyWorkload[] {
  const releases = Object.values(platform["cluster-services"].all("helm_release"));
  const [values] = releases.find(({ name }) => name === release)?.values ?? [];
  if (values === undefined) return workloads;
  const prometheus = pod("prometheus");
  const asked = workloads.map((one): NeedyWorkload => {
    const port = tellsOn[one.name] ?? surroundings.apps.get(one.name);
    return port === undefined ? one : { ...one, needs: [...one.needs, `from ${prometheus} ${port}/TCP`].sort() };
  });
  const targets = asked.filter(({ name }) => tellsOn[name] !== undefined);
  const pods = /"agentMode": ?true/.test(values) ? agentPods : monitoringPods;
  return [...asked, ...pods(values, targets, surroundings)];
}

const pod = (part: string) => `cluster-services/${release}/${part}`;

/** Serves autoscalers what apps tell, where it can ask Prometheus. */
const adapter = "cluster-services/prometheus-adapter";

/** Which port it is, the policies of the apps say: another app changes nothing at this end. */
function toApps(apps: ReadonlyMap<string, number>): readonly string[] {
  return [...apps.keys()].map((name) => `to ${name} 1024-65535/TCP`);
}

/** By the chart's templates and the operator's documentation (prometheus-operator, Documentation/platform). */
function monitoringPods(
  values: string,
  targets: readonly NeedyWorkload[],
  { apiServer, nodes, publishes, apps }: Surroundings,
): readonly NeedyWorkload[] {
  const [prometheus, alertmanager, grafana] = ["prometheus", "alertmanager", "grafana"].map(pod) as [
    string,
    string,
    string,
  ];
  const [state, operator] = [pod("kube-state-metrics"), pod("operator")];
  const replicated = /"replicas": ?2/.test(values);
  const webhooks = values.includes("urlSecret");
  const outside = publishes || webhooks ? ["to 0.0.0.0/0 but 169.254.0.0/16 443/TCP"] : [];
  const peers = ["9094/TCP", "9094/UDP"].flatMap((port) => [
    `from ${alertmanager} ${port}`,
    `to ${alertmanager} ${port}`,
  ]);
  const itself = ["8080/TCP", "9090/TCP"].flatMap((port) => [`from ${prometheus} ${port}`, `to ${prometheus} ${port}`]);
  const speaks = outside.length > 0 || replicated;
  return [
    workload("prometheus", { "app.kubernetes.io/name": "prometheus" }, [
      ...dns,
      ...apiServer,
      // Kubelets, exporters and the VPC CNI, all with the address of their node.
      ...nodes.flatMap((block) => [10250, 9100, 61678].map((port) => `to ${block} ${port}/TCP`)),
      "to kube-system/coredns 9153/TCP",
      `to ${alertmanager} 9093/TCP`,
      `to ${alertmanager} 8080/TCP`,
      `to ${grafana} 3000/TCP`,
      `to ${state} 8080/TCP`,
      `to ${operator} 8080/TCP`,
      ...targets.map(({ name }) => `to ${name} ${tellsOn[name]}/TCP`),
      ...toApps(apps),
      `from ${adapter} 9090/TCP`,
      `from ${grafana} 9090/TCP`,
      ...(replicated ? itself : []),
    ]),
    workload("alertmanager", { "app.kubernetes.io/name": "alertmanager" }, [
      `from ${prometheus} 9093/TCP`,
      `from ${prometheus} 8080/TCP`,
      `from ${grafana} 9093/TCP`,
      ...(speaks ? dns : []),
      ...(replicated ? peers : []),
      ...outside,
      ...(publishes ? ["to 169.254.170.23/32 80/TCP"] : []),
    ]),
    workload("grafana", { "app.kubernetes.io/name": "grafana" }, [
      ...dns,
      `to ${prometheus} 9090/TCP`,
      `to ${alertmanager} 9093/TCP`,
      `from ${prometheus} 3000/TCP`,
    ]),
    workload("kube-state-metrics", { "app.kubernetes.io/name": "kube-state-metrics" }, [
      ...apiServer,
      `from ${prometheus} 8080/TCP`,
    ]),
    workload("operator", { app: `${release}-operator` }, [...apiServer, `from ${prometheus} 8080/TCP`]),
  ];
}

/** In place of Prometheus an agent, under the same name to whoever reads this; nobody asks it but its second. */
function agentPods(
  _: string,
  targets: readonly NeedyWorkload[],
  { apiServer, nodes, apps }: Surroundings,
): readonly NeedyWorkload[] {
  const [prometheus, state, operator] = ["prometheus", "kube-state-metrics", "operator"].map(pod) as [
    string,
    string,
    string,
  ];
  return [
    workload("prometheus", { "app.kubernetes.io/name": "prometheus-agent" }, [
      ...dns,
      ...apiServer,
      ...nodes.flatMap((block) => [10250, 9100, 61678].map((port) => `to ${block} ${port}/TCP`)),
      "to kube-system/coredns 9153/TCP",
      ...["8080/TCP", "9090/TCP"].flatMap((port) => [`from ${prometheus} ${port}`, `to ${prometheus} ${port}`]),
      `to ${state} 8080/TCP`,
      `to ${operator} 8080/TCP`,
      ...targets.map(({ name }) => `to ${name} ${tellsOn[name]}/TCP`),
      ...toApps(apps),
      "to 0.0.0.0/0 but 169.254.0.0/16 443/TCP",
      "to 169.254.170.23/32 80/TCP",
    ]),
    workload("kube-state-metrics", { "app.kubernetes.io/name": "kube-state-metrics" }, [
      ...apiServer,
      `from ${prometheus} 8080/TCP`,
    ]),
    workload("operator", { app: `${release}-operator` }, [...apiServer, `from ${prometheus} 8080/TCP`]),
  ];
}

function workload(part: string, labels: Readonly<Record<string, string>>, needs: readonly string[]): NeedyWorkload {
  return { name: pod(part), namespace: "cluster-services", labels, needs: [...new Set(needs)].sort() };
}

import type { Tier } from "../../constructs/network/tiers";
import type { Environment } from "../../environments/schema/environment";
import type { ExistingNetworkSettings } from "../../environments/schema/network";
import { podTemplateOf } from "./apps";
import type { SynthesizedPlatform } from "./demo";
import { withMonitoring } from "./monitoring-needs";
import type { NetworkPaths, Workload } from "./network-paths";
import type { Body } from "./synthesize";

/** What a chart's pods do on the network, by the charts' and the controllers' own documentation. */
interface ChartPod {
  readonly component?: string;
  /** `app.kubernetes.io/name`, where it is not the release's. */
  readonly name?: string;
  /** Service account that the pod runs under, where an AWS role may be bound to it. */
  readonly serviceAccount?: string;
  /** Port on which the Kubernetes API calls it: a webhook, or an aggregated API. */
  readonly calledByApi?: number;
  /** Asks the kubelets of all nodes. */
  readonly asksKubelets?: boolean;
  /** Calls others by name; who has an AWS role does in any case. */
  readonly looksUpNames?: boolean;
  /** Release whose pods it calls by name, with their namespace, and the port there. */
  readonly calls?: { readonly pod: string; readonly port: number };
  /** The other way round. */
  readonly calledBy?: { readonly pod: string; readonly port: number };
  /** Asks the Kubernetes API nothing. */
  readonly withoutApi?: boolean;
  /** Labels of its pods, where they have none of the usual ones. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** By release. Labels: `app.kubernetes.io/name`, `instance` and `component` of the charts' pod templates. */
const chartPods: Readonly<Record<string, readonly ChartPod[]>> = {
  "metrics-server": [{ calledByApi: 10250, asksKubelets: true }],
  "fluent-bit": [{ serviceAccount: "fluent-bit" }],
  "external-secrets": [
    { serviceAccount: "external-secrets" },
    { name: "external-secrets-webhook", calledByApi: 10250 },
    { name: "external-secrets-cert-controller" },
  ],
  velero: [
    { serviceAccount: "velero" },
    { component: "upgrade-crds", labels: { "app.kubernetes.io/component": "velero-upgrade-crds" } },
  ],
  "istio-base": [],
  istiod: [{ calledBy: { pod: "node-agents/ztunnel", port: 15012 } }],
  "istio-cni": [{}],
  ztunnel: [{ calls: { pod: "cluster-services/istiod", port: 15012 }, looksUpNames: true, withoutApi: true }],
  kyverno: [
    { component: "admission-controller", name: "kyverno-admission-controller", calledByApi: 9443 },
    { component: "reports-controller", name: "kyverno-reports-controller" },
    // Jobs of an upgrade and of the end, which carry no name.
    { component: "hooks", name: "" },
  ],
  karpenter: [{ serviceAccount: "karpenter" }],
  "karpenter-crd": [],
  // In monitoring-needs.ts: it asks all the others.
  "kube-prometheus-stack": [],
  "prometheus-adapter": [
    {
      calledByApi: 6443,
      calls: { pod: "cluster-services/kube-prometheus-stack/prometheus", port: 9090 },
      looksUpNames: true,
    },
  ],
  "aws-load-balancer-controller": [{ serviceAccount: "aws-load-balancer-controller", calledByApi: 9443 }],
  "external-dns": [{ serviceAccount: "external-dns" }],
  "external-dns-private": [{ name: "external-dns", serviceAccount: "external-dns-private" }],
  "cert-manager": [
    { component: "controller", serviceAccount: "cert-manager" },
    { component: "webhook", name: "webhook", calledByApi: 10250 },
    { component: "cainjector", name: "cainjector" },
    { component: "startupapicheck", name: "startupapicheck" },
  ],
};

export interface NeedyWorkload extends Workload {
  /** As `NetworkPaths` writes connections, sorted. */
  readonly needs: readonly string[];
}

const dns = ["to kube-system/coredns 53/TCP", "to kube-system/coredns 53/UDP"];
const agent = "to 169.254.170.23/32 80/TCP";
const publicServices = "to 0.0.0.0/0 but 169.254.0.0/16 443/TCP";

/** Selected by the policies of others, and under none of its own: kube-system is EKS' namespace. */
export const coreDns: Workload = {
  name: "kube-system/coredns",
  namespace: "kube-system",
  labels: { "k8s-app": "kube-dns" },
};

/**
 * Which connections each pod of a platform needs, computed from its environment, from the subnets and associations that
 * its stacks declare, and from what is known of the charts: not from the code that writes the policies.
 */
export function workloadNeeds(
  platform: SynthesizedPlatform,
  environment: Environment,
  paths: NetworkPaths,
): readonly NeedyWorkload[] {
  const surroundings = surroundingsOf(platform, environment, paths);
  const workloads = [
    ...chartWorkloads(platform, paths, surroundings),
    ...databaseUsers(platform, environment, surroundings),
    ...appWorkloads(platform, environment, surroundings),
  ];
  const { apiServer, blocks, hasRole } = surroundings;
  const publishes = hasRole("cluster-services", "alertmanager");
  const apps = new Map(environment.apps.flatMap((app) => tellsOn(app)));
  return withMonitoring(workloads, platform, { apiServer, nodes: blocks("private"), publishes, apps });
}

interface Surroundings {
  readonly blocks: (tier: Tier) => readonly string[];
  readonly apiServer: readonly string[];
  /** Whether an AWS role is bound to a service account. */
  readonly hasRole: (namespace: string, serviceAccount: string | undefined) => boolean;
}

function surroundingsOf(
  platform: SynthesizedPlatform,
  { cluster, network }: Environment,
  paths: NetworkPaths,
): Surroundings {
  const subnets = Object.values(platform["managed-infrastructure"].all("aws_subnet"));
  const made = (tier: Tier) =>
    subnets
      .filter(({ tags }) => tags.Name.includes(`-${tier}-`))
      .map(({ availability_zone, cidr_block }): [string, string] => [availability_zone, cidr_block]);
  const { subnet_ids: ofCluster } = platform["kubernetes-cluster"].only("aws_eks_cluster").vpc_config;
  const stands = (zone: string) => ofCluster.some((id: string) => id.includes(`"${zone}"`));
  const blocks = (tier: Tier) =>
    (network.source === "existing" ? stated(network, tier) : made(tier))
      .filter(([zone]) => tier !== "control-plane" || stands(zone))
      .map(([, block]) => block);
  const apiService = cluster.serviceCidr.replace(/\.0\/\d+$/, ".1/32");
  const roles = new Set(
    (["cluster-services", "app-services", "apps"] as const).flatMap((id) =>
      Object.values(platform[id].all("aws_eks_pod_identity_association")).map(
        ({ namespace, service_account }) => `${paths.nameOf(namespace)}/${service_account}`,
      ),
    ),
  );
  return {
    blocks,
    apiServer: [apiService, ...blocks("control-plane")].map((block) => `to ${block} 443/TCP`),
    hasRole: (namespace, serviceAccount) => roles.has(`${namespace}/${serviceAccount}`),
  };
}

function stated({ subnets }: ExistingNetworkSettings, tier: Tier): readonly [string, string][] {
  const ofTier = subnets[tier === "control-plane" ? "controlPlane" : tier];
  return Object.entries(ofTier).map(([zone, { cidr }]) => [zone, cidr]);
}

/** Every pod of a chart watches the Kubernetes API, but for those of which something else is said. */
function chartWorkloads(
  platform: SynthesizedPlatform,
  paths: NetworkPaths,
  { blocks, apiServer, hasRole }: Surroundings,
): readonly NeedyWorkload[] {
  const releases = (["cluster-services", "app-services"] as const).flatMap((id) =>
    Object.values(platform[id].all("helm_release")),
  );
  // A release of the repository's own chart is made of custom resources, and runs nothing itself.
  const programs = releases.filter(({ chart }) => !chart.startsWith("./"));
  return programs.flatMap((release) => {
    const namespace = paths.nameOf(release.namespace);
    const pods = chartPods[release.name];
    if (!pods) throw new Error(`nobody has said what the pods of ${release.name} do on the network`);
    return pods.map((pod): NeedyWorkload => {
      const needs = [
        ...(pod.withoutApi ? [] : apiServer),
        ...outside(pod, hasRole(namespace, pod.serviceAccount)),
        ...(pod.asksKubelets ? blocks("private").map((block) => `to ${block} 10250/TCP`) : []),
        ...(pod.calledByApi ? blocks("control-plane").map((block) => `from ${block} ${pod.calledByApi}/TCP`) : []),
        ...amongPods(pod),
      ];
      const labels = pod.labels ?? {
        "app.kubernetes.io/name": pod.name ?? release.name,
        "app.kubernetes.io/instance": release.name,
        ...(pod.component && { "app.kubernetes.io/component": pod.component }),
      };
      const name = [namespace, release.name, pod.component ?? pod.name].filter(Boolean).join("/");
      return { name, namespace, labels, needs: needs.sort() };
    });
  });
}

/** What an AWS role is good for, and names. */
function outside({ looksUpNames = false }: ChartPod, role: boolean): readonly string[] {
  return [...(role ? [agent, publicServices] : []), ...(role || looksUpNames ? dns : [])];
}

function amongPods({ calls, calledBy }: ChartPod): readonly string[] {
  return [
    ...(calls ? [`to ${calls.pod} ${calls.port}/TCP`] : []),
    ...(calledBy ? [`from ${calledBy.pod} ${calledBy.port}/TCP`] : []),
  ];
}

/** For each database a job that reads its password in Secrets Manager, and signs in. */
function databaseUsers(
  platform: SynthesizedPlatform,
  { databases }: Environment,
  { blocks, hasRole }: Surroundings,
): readonly NeedyWorkload[] {
  return databases.map(({ name: database }): NeedyWorkload => {
    const job = platform["app-services"].named("kubernetes_job_v1", `database-users-${database}_job`);
    const { metadata, spec } = job.spec.template;
    const role = hasRole("app-services", spec.service_account_name);
    const needs = [
      ...blocks("data").map((block) => `to ${block} 5432/TCP`),
      ...dns,
      ...(role ? [agent, publicServices] : []),
    ];
    const name = `app-services/database-users-${database}`;
    return { name, namespace: "app-services", labels: metadata.labels, needs: needs.sort() };
  });
}

function appWorkloads(
  platform: SynthesizedPlatform,
  { apps, network, mesh }: Environment,
  { blocks, hasRole }: Surroundings,
): readonly NeedyWorkload[] {
  const endpoints = Object.values(platform["managed-infrastructure"].all("aws_vpc_endpoint"));
  const sqsEndpoint = endpoints.some(({ service_name }) => service_name.endsWith(".sqs"));
  const endpoint = blocks("private").map((block) => `to ${block} 443/TCP`);
  // Who looks after an existing VPC has said nothing of its endpoints.
  const sqs =
    network.source === "existing" ? [...endpoint, notPrivate(443)] : sqsEndpoint ? endpoint : [notPrivate(443)];
  return apps.map((app): NeedyWorkload => {
    const { team, name, uses, outside } = app;
    const template = podTemplateOf(platform.apps, app);
    const self = app.kind === "stateful-service" ? [nameOf(app)] : [];
    const [calledBy, port] = ["calledBy" in app ? app.calledBy : [], "port" in app ? app.port : undefined];
    const callees = apps.filter((other) => "calledBy" in other && other.calledBy.includes(nameOf(app)));
    const data = [...uses.databases.map(() => 5432), ...uses.caches.map(() => 6379)];
    const balancers = () => {
      const { ingress_class_name: classed } = platform.apps.named(
        "kubernetes_ingress_v1",
        `${team}_${name}_ingress`,
      ).spec;
      return blocks(classed.includes("internal_ingress_class_names") ? "private" : "public");
    };
    const calls = [
      ...callees.map((callee) => `to ${nameOf(callee)} ${"port" in callee ? callee.port : undefined}/TCP`),
      ...data.flatMap((dataPort) => blocks("data").map((block) => `to ${block} ${dataPort}/TCP`)),
      ...uses.queues.flatMap(() => sqs),
      ...[...uses.buckets, ...uses.tables].map(() => notPrivate(443)),
      ...outside.flatMap((peer) =>
        peer.cidrs ? peer.cidrs.map((cidr) => `to ${cidr} ${peer.port}/TCP`) : [notPrivate(peer.port)],
      ),
      ...self.map((member) => `to ${member} ${port}/TCP`),
    ];
    const needs = [
      ...(app.kind === "web-service" && app.subdomain !== undefined
        ? balancers().map((block) => `from ${block} ${port}/TCP`)
        : []),
      ...calledBy.map((caller) => `from ${caller} ${port}/TCP`),
      ...self.map((member) => `from ${member} ${port}/TCP`),
      ...calls,
      ...(calls.length > 0 ? dns : []),
      ...(hasRole(team, name) ? [agent] : []),
      ...(mesh.kind === "none" ? [] : meshed([...self, ...calledBy], [...self, ...callees.map(nameOf)], template.spec)),
    ];
    return { name: nameOf(app), namespace: team, labels: template.metadata.labels, needs: [...new Set(needs)].sort() };
  });
}

function tellsOn(app: Environment["apps"][number]): readonly (readonly [string, number])[] {
  return "metrics" in app && app.metrics ? [[nameOf(app), app.metrics.port]] : [];
}

function nameOf({ team, name }: Environment["apps"][number]): string {
  return `${team}/${name}`;
}

/** RFC 1918, RFC 6598 and RFC 3927 left out. */
function notPrivate(port: number): string {
  const left = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"];
  return `to ${["0.0.0.0/0", ...left].join(" but ")} ${port}/TCP`;
}

/** What comes beside in a mesh: the tunnel to and from the same apps, and the kubelet's probes by an address of its own. */
function meshed(callers: readonly string[], callees: readonly string[], pod: Body): readonly string[] {
  const probes = pod.container.flatMap((container: Body) =>
    ["startup_probe", "readiness_probe", "liveness_probe"].map((probe) => container[probe]),
  );
  const ports = probes.flatMap((probe: Body) => probe?.http_get?.port ?? probe?.tcp_socket?.[0]?.port ?? []);
  return [
    ...callers.map((caller) => `from ${caller} 15008/TCP`),
    ...callees.map((callee) => `to ${callee} 15008/TCP`),
    ...ports.map((port: string) => `from 169.254.7.127/32 ${port}/TCP`),
  ];
}

import { Controller } from "../../constructs/charts/controller";
import { kubePrometheusStack, prometheusAgent } from "../../constructs/charts/kube-prometheus-stack";
import { monitoringPods } from "../../constructs/charts/kube-prometheus-stack/names";
import { NetworkPolicy } from "../../constructs/cluster/network-policy";
import type { Keyed } from "../../constructs/contracts/contract";
import { alertGroups } from "../../constructs/observability/alerts/all-alerts";
import { ruleGroups } from "../../constructs/observability/alerts/rule-groups";
import { costRules } from "../../constructs/observability/cost-rules";
import { ManagedPrometheus } from "../../constructs/observability/managed-prometheus";
import {
  agentTraffic,
  type MonitoringAddresses,
  monitoringTraffic,
  scrapedBy,
} from "../../constructs/observability/monitoring-traffic";
import { runbookUrl } from "../../constructs/observability/runbook";
import {
  podMonitor,
  type Scraped,
  type ScrapeTarget,
  scrapeTargets,
} from "../../constructs/observability/scrape-targets";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import type { Environment } from "../../environments/schema/environment";
import { controllerIdentity } from "../controller-identity";
import { declareAppMetrics, declareCustomMetrics } from "./app-metrics";
import { schedulesOf } from "./backups";
import { declareDashboards } from "./dashboards";

type Settings<Kind extends Environment["monitoring"]["kind"]> = Extract<Environment["monitoring"], { kind: Kind }>;

export interface MonitoringSurroundings {
  readonly addresses: MonitoringAddresses;
  /** Customer managed keys, by purpose. */
  readonly keyArns: Keyed;
}

/** Metrics, alerts and dashboards, as far as the environment wants some. */
export function declareMonitoring(stack: PlatformStack, surroundings: MonitoringSurroundings): void {
  const { monitoring } = stack.environment;
  if (monitoring.kind === "prometheus") declarePrometheus(stack, surroundings, monitoring);
  if (monitoring.kind === "managed-prometheus") declareManaged(stack, surroundings, monitoring);
}

function declarePrometheus(
  stack: PlatformStack,
  { addresses }: MonitoringSurroundings,
  settings: Settings<"prometheus">,
): void {
  const { alerts, replicas } = settings;
  const dashboards = declareDashboards(stack);
  const targets = targetsOf(stack);
  openTargets(stack, monitoringPods.prometheus);
  const { release } = new Controller(stack, "monitoring", {
    chart: kubePrometheusStack({
      clusterName: stack.names.cluster,
      ...settings,
      receivers: { region: stack.environment.aws.region, ...alerts },
      ruleGroups: rulesOf(stack, settings.kind),
      podMonitors: targets.map(podMonitor),
      dashboards: dashboards.metadata.name,
    }),
    traffic: monitoringTraffic({
      addresses,
      targets,
      toSns: alerts.snsTopicArn !== undefined,
      toWebhooks: alerts.webhook !== undefined || alerts.heartbeat !== undefined,
      replicated: replicas > 1,
    }),
    identity: alerts.snsTopicArn === undefined ? undefined : controllerIdentity(stack.names, "alertmanager"),
    after: [dashboards],
  });
  declareAppMetrics(stack, release);
  declareCustomMetrics(stack, addresses, release);
}

function declareManaged(
  stack: PlatformStack,
  { addresses, keyArns }: MonitoringSurroundings,
  { kind, alerts }: Settings<"managed-prometheus">,
): void {
  const { names, environment } = stack;
  const { region } = environment.aws;
  const service = new ManagedPrometheus(stack, "metrics", {
    alias: names.cluster,
    region,
    keyArn: keyArns.at("metrics"),
    logs: { name: names.logGroup("prometheus"), retentionDays: environment.logs.systemRetentionDays },
    logKeyArn: keyArns.at("logs"),
    ruleGroups: rulesOf(stack, kind),
    ...alerts,
  });
  declareDashboards(stack);
  const targets = targetsOf(stack);
  openTargets(stack, monitoringPods.prometheusAgent);
  const { release } = new Controller(stack, "monitoring", {
    chart: prometheusAgent({
      clusterName: names.cluster,
      region,
      remoteWriteUrl: service.remoteWriteUrl,
      podMonitors: targets.map(podMonitor),
    }),
    traffic: agentTraffic({ addresses, targets }),
    identity: controllerIdentity(stack.names, "prometheus"),
  });
  declareAppMetrics(stack, release);
}

/** Releases and add-ons of this stack and of others that Prometheus asks how they are. */
function scrapedIn({ autoscaling, dns, mesh }: Environment): readonly Scraped[] {
  return [
    "vpc-cni",
    "fluent-bit",
    "aws-load-balancer-controller",
    "external-dns",
    ...(dns.privateZone ? (["external-dns-private"] as const) : []),
    "cert-manager",
    ...(autoscaling.enabled ? (["karpenter"] as const) : []),
    "external-secrets",
    "velero",
    "kyverno",
    ...(mesh.kind === "none" ? [] : (["istiod", "ztunnel"] as const)),
  ];
}

function targetsOf({ environment }: PlatformStack): readonly ScrapeTarget[] {
  return scrapeTargets(scrapedIn(environment));
}

function rulesOf({ environment }: PlatformStack, kind: "prometheus" | "managed-prometheus") {
  const groups = alertGroups(kind, scrapedIn(environment), schedulesOf(environment));
  return [...ruleGroups(groups, runbookUrl(environment.ci)), costRules];
}

/** Lets Prometheus in where others run; on a node's own network no policy counts. */
function openTargets(stack: PlatformStack, by: Readonly<Record<string, string>>): void {
  for (const target of targetsOf(stack).filter(({ onHost }) => !onHost)) {
    new NetworkPolicy(stack, `scrape-${target.job}`, scrapedBy(by, target));
  }
}

import { Controller } from "../../constructs/charts/controller";
import { kubePrometheusStack } from "../../constructs/charts/kube-prometheus-stack";
import { NetworkPolicy } from "../../constructs/cluster/network-policy";
import { controllers } from "../../constructs/names";
import { alertGroups } from "../../constructs/observability/alerts/all-alerts";
import { ruleGroups } from "../../constructs/observability/alerts/rule-groups";
import { costRules } from "../../constructs/observability/cost-rules";
import {
  type MonitoringAddresses,
  monitoringTraffic,
  scrapedBy,
} from "../../constructs/observability/monitoring-traffic";
import { runbookUrl } from "../../constructs/observability/runbook";
import { podMonitor, type Scraped, scrapeTargets } from "../../constructs/observability/scrape-targets";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import type { Environment } from "../../environments/schema/environment";
import { declareDashboards } from "./dashboards";

type Settings = Extract<Environment["monitoring"], { kind: "prometheus" }>;

/** Releases and add-ons of this stack and of others that Prometheus asks how they are. */
const scraped: readonly Scraped[] = [
  "vpc-cni",
  "fluent-bit",
  "aws-load-balancer-controller",
  "external-dns",
  "cert-manager",
];

/** Metrics, alerts and dashboards, as far as the environment wants some. */
export function declareMonitoring(stack: PlatformStack, addresses: MonitoringAddresses): void {
  const { monitoring } = stack.environment;
  if (monitoring.kind === "prometheus") declarePrometheus(stack, addresses, monitoring);
}

function declarePrometheus(stack: PlatformStack, addresses: MonitoringAddresses, settings: Settings): void {
  const { names, environment } = stack;
  const { alerts, replicas } = settings;
  const targets = scrapeTargets(scraped);
  const groups = ruleGroups(alertGroups("prometheus", scraped), runbookUrl(environment.ci));
  const dashboards = declareDashboards(stack);
  for (const target of targets.filter(({ onHost }) => !onHost)) {
    new NetworkPolicy(stack, `scrape-${target.job}`, scrapedBy(target));
  }
  new Controller(stack, "monitoring", {
    chart: kubePrometheusStack({
      clusterName: names.cluster,
      ...settings,
      receivers: { region: environment.aws.region, ...alerts },
      ruleGroups: [...groups, costRules],
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
    identity: alerts.snsTopicArn === undefined ? undefined : alertmanagerIdentity(stack),
    after: [dashboards],
  });
}

/** The role that may publish to the topic of alerts. */
function alertmanagerIdentity({ names }: PlatformStack) {
  const { serviceAccount } = controllers.alertmanager;
  return { clusterName: names.cluster, serviceAccount, roleArn: names.controllerRoleArn("alertmanager") };
}

import { certManager } from "../../../constructs/charts/cert-manager";
import type { Chart } from "../../../constructs/charts/chart";
import { externalDns } from "../../../constructs/charts/external-dns";
import { externalSecrets } from "../../../constructs/charts/external-secrets";
import { fluentBit } from "../../../constructs/charts/fluent-bit";
import { istioBase } from "../../../constructs/charts/istio-base";
import { istioCni } from "../../../constructs/charts/istio-cni";
import { istiod } from "../../../constructs/charts/istiod";
import { karpenter, karpenterKinds } from "../../../constructs/charts/karpenter";
import { kubePrometheusStack } from "../../../constructs/charts/kube-prometheus-stack";
import { kyverno } from "../../../constructs/charts/kyverno";
import { loadBalancerController } from "../../../constructs/charts/load-balancer-controller";
import { metricsServer } from "../../../constructs/charts/metrics-server";
import { prometheusAdapter } from "../../../constructs/charts/prometheus-adapter";
import { velero } from "../../../constructs/charts/velero";
import { ztunnel } from "../../../constructs/charts/ztunnel";
import { everyAlertGroup } from "../../../constructs/observability/alerts/all-alerts";
import { ruleGroups } from "../../../constructs/observability/alerts/rule-groups";
import { costRules } from "../../../constructs/observability/cost-rules";
import { podMonitor, scrapeTargets } from "../../../constructs/observability/scrape-targets";

const region = "eu-central-1";

export const charts = {
  "metrics-server": metricsServer(),
  "fluent-bit": fluentBit({
    region,
    applicationLogGroup: "/strata/demo/applications",
    systemLogGroup: "/strata/demo/system",
    nodeLogGroup: "/strata/demo/nodes",
  }),
  "kube-prometheus-stack": kubePrometheusStack({
    clusterName: "strata-demo",
    retentionDays: 15,
    storageGiB: 50,
    memory: "2Gi",
    replicas: 2,
    receivers: { region, snsTopicArn: "arn:aws:sns:eu-central-1:111122223333:on-call" },
    ruleGroups: [...ruleGroups(everyAlertGroup, "https://example.com/alerts.md"), costRules],
    podMonitors: scrapeTargets(["fluent-bit"]).map(podMonitor),
    dashboards: "platform-dashboards",
  }),
  "prometheus-adapter": prometheusAdapter(),
  "external-secrets": externalSecrets(),
  velero: velero({
    region,
    bucket: "strata-demo-111122223333-backups",
    keyArn: "arn:aws:kms:eu-central-1:111122223333:key/backups",
    namespaces: ["storefront", "fulfilment"],
    schedules: [
      { name: "daily", cron: "15 2 * * *", retentionDays: 30 },
      { name: "hourly", cron: "45 * * * *", retentionDays: 2 },
    ],
  }),
  "istio-base": istioBase(),
  istiod: istiod(),
  "istio-cni": istioCni(),
  ztunnel: ztunnel(),
  kyverno: kyverno(),
  karpenter: karpenter({
    clusterName: "strata-demo",
    clusterEndpoint: "https://1234.gr7.eu-central-1.eks.amazonaws.com",
    region,
    interruptionQueue: "strata-demo-interruptions",
    podSubnets: false,
    internet: true,
    spotToSpotConsolidation: false,
  }),
  "karpenter-crd": karpenterKinds(),
  "aws-load-balancer-controller": loadBalancerController({ clusterName: "strata-demo", region, vpcId: "vpc-1" }),
  "external-dns": externalDns({
    zoneType: "public",
    zoneId: "Z1",
    ingressClasses: ["public-storefront", "public-fulfilment"],
    domain: "example.com",
    region,
    ownerId: "strata-demo",
  }),
  "cert-manager": certManager({ region }),
} as const satisfies Record<string, Chart>;

/** What stands at a path of the values, such as `webhook.resources`; the empty path is the values themselves. */
export function at({ values }: Pick<Chart, "values">, path: string): unknown {
  return path
    .split(".")
    .filter(Boolean)
    .reduce<unknown>((node, key) => (isFolder(node) ? node[key] : undefined), values);
}

/** Every path and leaf below a value, keys included in the path. */
export function* leaves(node: unknown, path = ""): Generator<readonly [path: string, leaf: unknown]> {
  if (typeof node !== "object" || node === null) yield [path, node];
  else for (const [key, child] of Object.entries(node)) yield* leaves(child, path ? `${path}.${key}` : key);
}

function isFolder(node: unknown): node is Record<string, unknown> {
  return typeof node === "object" && node !== null;
}

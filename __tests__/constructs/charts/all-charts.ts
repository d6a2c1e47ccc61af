import { certManager } from "../../../constructs/charts/cert-manager";
import type { Chart } from "../../../constructs/charts/chart";
import { externalDns } from "../../../constructs/charts/external-dns";
import { externalSecrets } from "../../../constructs/charts/external-secrets";
import { fluentBit } from "../../../constructs/charts/fluent-bit";
import { istioBase } from "../../../constructs/charts/istio-base";
import { istioCni } from "../../../constructs/charts/istio-cni";
import { istiod } from "../../../constructs/charts/istiod";
import { loadBalancerController } from "../../../constructs/charts/load-balancer-controller";
import { metricsServer } from "../../../constructs/charts/metrics-server";
import { velero } from "../../../constructs/charts/velero";
import { ztunnel } from "../../../constructs/charts/ztunnel";

const region = "eu-central-1";

export const charts = {
  "metrics-server": metricsServer(),
  "fluent-bit": fluentBit({
    region,
    applicationLogGroup: "/strata/demo/applications",
    systemLogGroup: "/strata/demo/system",
  }),
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
  "aws-load-balancer-controller": loadBalancerController({ clusterName: "strata-demo", region, vpcId: "vpc-1" }),
  "external-dns": externalDns({ zoneId: "Z1", domain: "example.com", region, ownerId: "strata-demo" }),
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

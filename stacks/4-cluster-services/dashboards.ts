import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { clusterServices } from "../../constructs/charts/namespaces";
import { cluster } from "../../constructs/observability/dashboards/cluster";
import { costByTeam } from "../../constructs/observability/dashboards/cost-by-team";
import { dashboardJson } from "../../constructs/observability/dashboards/dashboard";
import { workloads } from "../../constructs/observability/dashboards/workloads";
import type { PlatformStack } from "../../constructs/stack/platform-stack";

/** Name of the ConfigMap that Grafana mounts. */
export const dashboardsName = "platform-dashboards";

/** The platform's dashboards, a file each. A changed one shows within minutes, without a restart. */
export function declareDashboards(stack: PlatformStack): ConfigMapV1 {
  const files = [cluster, workloads, costByTeam].map((dashboard) => {
    return [`${dashboard.id}.json`, JSON.stringify(dashboardJson(dashboard))];
  });
  return new ConfigMapV1(stack, "dashboards", {
    metadata: { namespace: clusterServices, name: dashboardsName },
    data: Object.fromEntries(files),
  });
}

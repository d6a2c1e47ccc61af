import type { ITerraformDependable } from "cdktf";
import { Controller } from "../../constructs/charts/controller";
import { CustomObjects } from "../../constructs/charts/custom-objects";
import { clusterServices } from "../../constructs/charts/namespaces";
import { prometheusAdapter } from "../../constructs/charts/prometheus-adapter";
import { prometheusAdapterTraffic } from "../../constructs/charts/prometheus-adapter-traffic";
import type { ClusterAddresses } from "../../constructs/cluster/network-peers";
import { appsMonitor } from "../../constructs/observability/app-metrics";
import type { PlatformStack } from "../../constructs/stack/platform-stack";

/** Has Prometheus ask the apps' pods that want it. Another team changes it, another app does not. */
export function declareAppMetrics(stack: PlatformStack, monitoring: ITerraformDependable): void {
  const namespaces = stack.environment.teams.map(({ name }) => stack.names.teamNamespace(name));
  if (namespaces.length === 0) return;
  new CustomObjects(stack, "app-metrics", {
    name: "app-metrics",
    namespace: clusterServices,
    objects: [appsMonitor(namespaces)],
    // It brings the kind.
    after: [monitoring],
  });
}

/** Serves autoscalers what the apps' pods tell Prometheus. */
export function declareCustomMetrics(
  stack: PlatformStack,
  addresses: ClusterAddresses,
  monitoring: ITerraformDependable,
): void {
  new Controller(stack, "custom-metrics", {
    chart: prometheusAdapter(),
    traffic: prometheusAdapterTraffic(addresses),
    after: [monitoring],
  });
}

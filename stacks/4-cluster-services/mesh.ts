import { Controller } from "../../constructs/charts/controller";
import { CustomObjects } from "../../constructs/charts/custom-objects";
import { istioBase } from "../../constructs/charts/istio-base";
import { istioCni } from "../../constructs/charts/istio-cni";
import { istiod } from "../../constructs/charts/istiod";
import { meshPolicies } from "../../constructs/charts/mesh-policies";
import { istioCniTraffic, istiodTraffic, ztunnelTraffic } from "../../constructs/charts/mesh-traffic";
import { clusterServices } from "../../constructs/charts/namespaces";
import { ztunnel } from "../../constructs/charts/ztunnel";
import type { ClusterAddresses } from "../../constructs/cluster/network-peers";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import type { App, Environment } from "../../environments/schema/environment";

/** The service mesh, where the environment has one: each part before those that ask it. */
export function declareMesh(stack: PlatformStack, addresses: ClusterAddresses): void {
  const { environment, names } = stack;
  if (environment.mesh.kind === "none") return;
  const base = new Controller(stack, "istio-base", { chart: istioBase(), traffic: [] }).release;
  const control = new Controller(stack, "istiod", {
    chart: istiod(),
    traffic: istiodTraffic(addresses),
    after: [base],
  }).release;
  const nodes = new Controller(stack, "istio-cni", {
    chart: istioCni(),
    traffic: istioCniTraffic(addresses),
    after: [control],
  }).release;
  const proxies = new Controller(stack, "ztunnel", {
    chart: ztunnel(),
    traffic: ztunnelTraffic(),
    after: [nodes],
  }).release;
  const exposed = environment.apps.flatMap((app) => {
    const ports = outsidePorts(environment, app);
    return ports.length === 0 ? [] : [{ name: app.name, ports, namespace: names.teamNamespace(app.team) }];
  });
  new CustomObjects(stack, "mesh-policies", {
    name: "mesh-policies",
    namespace: clusterServices,
    objects: meshPolicies(exposed),
    after: [proxies],
  });
}

/** Ports that a load balancer sends to, or Prometheus asks. */
function outsidePorts({ monitoring }: Environment, app: App): readonly number[] {
  const served = app.kind === "web-service" && app.subdomain !== undefined ? [app.port] : [];
  const asked = monitoring.kind !== "none" && "metrics" in app && app.metrics ? [app.metrics.port] : [];
  return [...new Set([...served, ...asked])];
}

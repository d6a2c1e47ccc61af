import { deploymentOf, webService, worker } from "./support";

const metricsOf = (stack: ReturnType<typeof worker>) =>
  stack.only("kubernetes_horizontal_pod_autoscaler_v2").spec.metric;
const utilization = (name: string, percent: number) => ({
  type: "Resource",
  resource: { name, target: { type: "Utilization", average_utilization: percent } },
});

it("follows memory too, where that is said", () => {
  expect(metricsOf(webService({ scaling: { cpuPercent: 60, memoryPercent: 80 } }))).toEqual([
    utilization("cpu", 60),
    utilization("memory", 80),
  ]);
});

it("follows CPU unless something else is named", () => {
  expect(metricsOf(worker())).toEqual([utilization("cpu", 70)]);
  expect(metricsOf(worker({ scaling: { memoryPercent: 80 } }))).toEqual([utilization("memory", 80)]);
});

it("follows what the pods measure, and what lies outside", () => {
  const target = { type: "AverageValue", average_value: "20" };
  const metrics = [
    { kind: "pods", name: "requests_in_flight", average: "20" },
    { kind: "external", name: "queue_length", labels: { queue: "orders" }, average: "20" },
  ] as const;
  expect(metricsOf(worker({ scaling: { metrics } }))).toEqual([
    { type: "Pods", pods: { metric: { name: "requests_in_flight" }, target } },
    {
      type: "External",
      external: { metric: { name: "queue_length", selector: [{ match_labels: { queue: "orders" } }] }, target },
    },
  ]);
});

it("rolls as it is told", () => {
  const strategyOf = (stack: ReturnType<typeof worker>) => deploymentOf(stack).spec.strategy;
  expect(strategyOf(worker({ rollout: { kind: "rolling", maxSurge: "1", maxUnavailable: "1" } }))).toEqual({
    type: "RollingUpdate",
    rolling_update: { max_surge: "1", max_unavailable: "1" },
  });
  expect(strategyOf(worker({ rollout: { kind: "recreate" } }))).toEqual({ type: "Recreate" });
});

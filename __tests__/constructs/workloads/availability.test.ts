import { deploymentOf, webService } from "./support";

it("lets a drain of nodes take a quarter of the pods at once", () => {
  const { spec } = webService().only("kubernetes_pod_disruption_budget_v1");
  expect(spec).toEqual({
    max_unavailable: "25%",
    selector: { match_labels: deploymentOf(webService()).spec.selector.match_labels },
  });
});

it("scales by the CPU that is used of what was requested", () => {
  const { spec } = webService().only("kubernetes_horizontal_pod_autoscaler_v2");
  expect(spec).toMatchObject({ min_replicas: 3, max_replicas: 12 });
  expect(spec.metric).toEqual([
    { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", average_utilization: 70 } } },
  ]);
});

it("scales the Deployment, once it is there", () => {
  const stack = webService();
  const { spec, depends_on: after } = stack.only("kubernetes_horizontal_pod_autoscaler_v2");
  expect(spec.scale_target_ref).toEqual({
    api_version: "apps/v1",
    kind: "Deployment",
    name: deploymentOf(stack).metadata.name,
  });
  expect(after).toEqual(["kubernetes_deployment_v1.web_deployment"]);
});

it("goes up at once and down slowly, both written out so that the API server adds nothing", () => {
  const [up, down] = ["scale_up", "scale_down"].map(
    (direction) => webService().only("kubernetes_horizontal_pod_autoscaler_v2").spec.behavior[direction][0],
  );
  expect(up).toMatchObject({ stabilization_window_seconds: 0, select_policy: "Max" });
  expect(down).toMatchObject({ stabilization_window_seconds: 300, select_policy: "Max" });
  expect(up.policy).toHaveLength(2);
  expect(down.policy).toEqual([{ type: "Percent", value: 25, period_seconds: 60 }]);
});

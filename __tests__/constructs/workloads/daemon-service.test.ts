import { containerOf, daemonService } from "./support";

it("replaces its pods node by node, a new one ready before the old one goes", () => {
  expect(daemonService().only("kubernetes_daemon_set_v1").spec.strategy).toEqual({
    type: "RollingUpdate",
    rolling_update: { max_surge: "25%", max_unavailable: "0" },
  });
});

it("answers each caller on the caller's own node", () => {
  const { metadata, spec } = daemonService({ port: 8125 }).only("kubernetes_service_v1");
  expect(metadata.name).toBe("daemon");
  expect(spec).toMatchObject({ type: "ClusterIP", internal_traffic_policy: "Local" });
  expect(containerOf(daemonService({ port: 8125 })).liveness_probe.tcp_socket).toEqual([{ port: "8125" }]);
});

it("has neither service nor probes where nobody calls it", () => {
  const stack = daemonService();
  expect(stack.all("kubernetes_service_v1")).toEqual({});
  expect(containerOf(stack)).not.toHaveProperty("liveness_probe");
});

it("lets its callers in, and nobody else", () => {
  const caller = { team: "checkout", name: "cart", namespace: "checkout" };
  const stack = daemonService({ port: 8125, calledBy: [caller] });
  expect(Object.keys(stack.all("kubernetes_network_policy_v1"))).toEqual(["daemon_from-checkout--cart"]);
});

import { containerOf, podOf, statefulService } from "./support";

const setOf = (...args: Parameters<typeof statefulService>) =>
  statefulService(...args).only("kubernetes_stateful_set_v1");

it("gives each pod a volume of its own, which stays when pod or set goes", () => {
  const { spec } = setOf();
  expect(spec.volume_claim_template).toEqual([
    {
      metadata: expect.objectContaining({ name: "data", namespace: "storefront" }),
      spec: {
        access_modes: ["ReadWriteOnce"],
        storage_class_name: "gp3",
        resources: { requests: { storage: "20Gi" } },
      },
    },
  ]);
  expect(spec.persistent_volume_claim_retention_policy).toEqual([{ when_deleted: "Retain", when_scaled: "Retain" }]);
  expect(containerOf(statefulService()).volume_mount).toContainEqual({ name: "data", mount_path: "/data" });
  expect(podOf(statefulService()).volume.map(({ name }: { name: string }) => name)).toEqual(["tmp"]);
});

it("lets volumes go where that is said", () => {
  expect(
    setOf({ volumesOnDeletion: "Delete", volumesOnScaleDown: "Delete" }).spec.persistent_volume_claim_retention_policy,
  ).toEqual([{ when_deleted: "Delete", when_scaled: "Delete" }]);
});

it("replaces one pod after the other, and lets a drain of nodes take one", () => {
  const stack = statefulService();
  expect(setOf().spec).toMatchObject({
    replicas: "3",
    pod_management_policy: "OrderedReady",
    update_strategy: [{ type: "RollingUpdate", rolling_update: [{ partition: 0 }] }],
  });
  expect(stack.only("kubernetes_pod_disruption_budget_v1").spec.max_unavailable).toBe("1");
  expect(setOf({ podManagement: "Parallel" }).spec.pod_management_policy).toBe("Parallel");
});

it("is governed by a service without an address, which tells of members that are not ready yet", () => {
  const stack = statefulService();
  const { metadata, spec } = stack.named("kubernetes_service_v1", "search_members");
  expect(setOf().spec.service_name).toBe(metadata.name);
  expect(spec).toMatchObject({ cluster_ip: "None", publish_not_ready_addresses: true });
  expect(stack.named("kubernetes_service_v1", "search_service").spec.port).toEqual([
    { name: "tcp", port: 9200, target_port: "9200", protocol: "TCP", app_protocol: "tcp" },
  ]);
});

it("lets its pods talk to each other, on their port alone", () => {
  const stack = statefulService();
  const self = {
    namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "storefront" } },
    pod_selector: { match_labels: { "app.kubernetes.io/name": "search" } },
  };
  const ports = [{ port: "9200", protocol: "TCP" }];
  const policy = (name: string) => stack.named("kubernetes_network_policy_v1", `search_${name}`).spec;
  expect(policy("from-members").ingress).toEqual([{ from: [self], ports }]);
  expect(policy("to-members").egress).toEqual([{ to: [self], ports }]);
});

it("spreads over zones without regard to revisions, since a volume keeps its zone", () => {
  const [zones] = podOf(statefulService()).topology_spread_constraint;
  expect(zones).toMatchObject({ topology_key: "topology.kubernetes.io/zone", when_unsatisfiable: "DoNotSchedule" });
  expect(zones).not.toHaveProperty("match_label_keys");
});

it("is ready once it takes connections", () => {
  const container = containerOf(statefulService());
  for (const probe of [container.startup_probe, container.readiness_probe, container.liveness_probe]) {
    expect(probe.tcp_socket).toEqual([{ port: "9200" }]);
  }
});

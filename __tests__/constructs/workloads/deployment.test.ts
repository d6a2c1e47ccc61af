import { containerOf, deploymentOf, podOf, webService } from "./support";

it("bears a name that reads well in a plan", () => {
  expect(Object.keys(webService().all("kubernetes_deployment_v1"))).toEqual(["web_deployment"]);
});

it("starts with the minimum of pods and leaves their number to the autoscaler from then on", () => {
  const { spec, lifecycle } = deploymentOf(webService());
  expect(spec.replicas).toBe("3");
  expect(lifecycle.ignore_changes).toEqual(["spec[0].replicas"]);
});

it("has a new pod ready before an old one goes", () => {
  expect(deploymentOf(webService()).spec.strategy).toEqual({
    type: "RollingUpdate",
    rolling_update: { max_surge: "25%", max_unavailable: "0" },
  });
});

it("waits for the rollout, and fails it before the provider's own ten minutes are over", () => {
  const { wait_for_rollout: waits, spec } = deploymentOf(webService());
  expect(waits).toBe(true);
  expect(spec.progress_deadline_seconds).toBeLessThan(600);
});

it("selects its pods by labels that the pods have", () => {
  const { selector, template } = deploymentOf(webService()).spec;
  expect(template.metadata.labels).toMatchObject(selector.match_labels);
  expect(selector.match_labels).toEqual({
    "app.kubernetes.io/name": "web",
    "app.kubernetes.io/component": "web-service",
  });
});

it("labels everything with the app, its team and Terraform", () => {
  const stack = webService({ publicAddress });
  const labels = {
    "app.kubernetes.io/name": "web",
    "app.kubernetes.io/component": "web-service",
    "app.kubernetes.io/part-of": "storefront",
    "app.kubernetes.io/managed-by": "terraform",
    "strata/team": "storefront",
  };
  const labelled = stack.types.filter((type) => type !== "kubernetes_network_policy_v1");
  expect(labelled).toHaveLength(7);
  for (const type of labelled) expect(stack.only(type).metadata.labels).toEqual(labels);
  expect(deploymentOf(stack).spec.template.metadata.labels).toEqual(labels);
});

it("spreads each revision evenly over zones, and over nodes as far as there is room", () => {
  const constraint = {
    max_skew: 1,
    node_taints_policy: "Honor",
    match_label_keys: ["pod-template-hash"],
    label_selector: [{ match_labels: deploymentOf(webService()).spec.selector.match_labels }],
  };
  expect(podOf(webService()).topology_spread_constraint).toEqual([
    { ...constraint, topology_key: "topology.kubernetes.io/zone", when_unsatisfiable: "DoNotSchedule" },
    { ...constraint, topology_key: "kubernetes.io/hostname", when_unsatisfiable: "ScheduleAnyway" },
  ]);
});

it("gets what it requests, may not exceed the memory, and is not slowed down while CPU is free", () => {
  expect(containerOf(webService()).resources).toEqual({
    requests: { cpu: "250m", memory: "256Mi" },
    limits: { memory: "256Mi" },
  });
});

it("is asked for readiness on its path, and for life by a connection alone", () => {
  const container = containerOf(webService({ port: 9090, healthPath: "/health/ready" }));
  const asksPath = { http_get: { path: "/health/ready", port: "9090", scheme: "HTTP" } };
  expect(container.port).toEqual([{ name: "http", container_port: 9090, protocol: "TCP" }]);
  expect(container.startup_probe).toMatchObject(asksPath);
  expect(container.readiness_probe).toMatchObject(asksPath);
  expect(container.liveness_probe.tcp_socket).toEqual([{ port: "9090" }]);
  expect(container.liveness_probe).not.toHaveProperty("http_get");
});

it("has time to start before it is thought dead", () => {
  const { failure_threshold: tries, period_seconds: seconds } = containerOf(webService()).startup_probe;
  expect(tries * seconds).toBe(120);
});

it("goes on serving while the load balancer learns that it goes, then has time to finish", () => {
  const stack = webService();
  expect(containerOf(stack).lifecycle.pre_stop).toEqual([{ exec: { command: ["sleep", "20"] } }]);
  expect(podOf(stack).termination_grace_period_seconds).toBe(50);
});

it("leaves draining to an application whose image has no sleep", () => {
  const stack = webService({ shutdown: { drainBy: "application", drainSeconds: 5, finishSeconds: 40 } });
  expect(containerOf(stack)).not.toHaveProperty("lifecycle");
  expect(podOf(stack).termination_grace_period_seconds).toBe(45);
});

it("runs as its own service account, without a token for the Kubernetes API", () => {
  const stack = webService();
  const account = stack.only("kubernetes_service_account_v1");
  expect(account.metadata).toMatchObject({ name: "web", namespace: "storefront" });
  expect(account.automount_service_account_token).toBe(false);
  expect(podOf(stack)).toMatchObject({ service_account_name: "web", automount_service_account_token: false });
});

it("takes nothing from a Secret into its environment", () => {
  const [container] = podOf(webService()).container;
  expect(container.env_from).toEqual([{ config_map_ref: { name: expect.any(String) } }]);
  expect(JSON.stringify(container)).not.toMatch(/secret_(key_)?ref/);
});

it("has its AWS role through Pod Identity, for that very account", () => {
  const role = { arn: "arn:aws:iam::111122223333:role/web", clusterName: "strata-demo" };
  expect(webService({ role }).only("aws_eks_pod_identity_association")).toMatchObject({
    cluster_name: "strata-demo",
    namespace: "storefront",
    service_account: "web",
    role_arn: role.arn,
  });
  expect(webService().all("aws_eks_pod_identity_association")).toEqual({});
});

const publicAddress = {
  host: "www.example.com",
  ingressClassName: "public-storefront",
  encrypted: true,
  loadBalancerAddresses: ["10.0.0.0/24"],
};

it("finds role, settings, paths and load balancer there when its first pod starts", () => {
  const role = { arn: "arn:aws:iam::111122223333:role/web", clusterName: "strata-demo" };
  const deployment = deploymentOf(webService({ role, publicAddress }));
  expect(deployment.depends_on).toEqual([
    "kubernetes_service_account_v1.web_account",
    "aws_eks_pod_identity_association.web_identity",
    "kubernetes_network_policy_v1.web_from-load-balancer",
    "kubernetes_network_policy_v1.web_to-pod-identity-agent",
    "kubernetes_service_v1.web_service",
    "kubernetes_ingress_v1.web_ingress",
  ]);
  expect(JSON.stringify(deployment.spec)).toContain("kubernetes_config_map_v1.web_settings");
});

it("has no shell, no service links and no privileges to lean on", () => {
  expect(podOf(webService())).toMatchObject({ enable_service_links: false });
  expect(containerOf(webService())).not.toHaveProperty("command");
});

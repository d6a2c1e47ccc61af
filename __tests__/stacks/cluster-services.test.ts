import { stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { demo, synthesizePlatform } from "../support/demo";

const stack = () => demo()["cluster-services"];

it("keeps the output of apps and platform in two encrypted groups", () => {
  const groups = stack().all("aws_cloudwatch_log_group");
  expect(Object.keys(groups)).toEqual(["logs_applications", "logs_system"]);
  expect(Object.values(groups).map(({ name }) => name)).toEqual(["/strata/demo/applications", "/strata/demo/system"]);
  for (const group of Object.values(groups)) {
    expect(group.kms_key_id).toBe(`\${data.terraform_remote_state.managed-infrastructure.outputs.key_arns["logs"]}`);
  }
});

it("keeps both as long as the environment says", () => {
  const environment = { ...loadEnvironment("demo"), logs: { applicationRetentionDays: 30, systemRetentionDays: 180 } };
  const changed = synthesizePlatform({ environment })["cluster-services"];
  const days = Object.values(changed.all("aws_cloudwatch_log_group")).map(({ retention_in_days: kept }) => kept);
  expect(days).toEqual([30, 180]);
});

it("fluent-bit writes to those groups, and they, its role and its paths are there before its pods", () => {
  const release = stack().named("helm_release", "fluent-bit_release");
  const values = JSON.stringify(release.values);
  expect(values).toContain("log_group_name /strata/demo/applications");
  expect(values).toContain("log_group_name /strata/demo/system");
  expect(release.depends_on).toEqual([
    "kubernetes_network_policy_v1.fluent-bit_allow-fluent-bit-to-api-server-and-cloudwatch",
    "aws_eks_pod_identity_association.fluent-bit_identity",
    "aws_cloudwatch_log_group.logs_applications",
    "aws_cloudwatch_log_group.logs_system",
  ]);
});

it("fluent-bit has its own role, by the name that identity gives it", () => {
  expect(stack().named("aws_eks_pod_identity_association", "fluent-bit_identity")).toMatchObject({
    cluster_name: "strata-demo",
    namespace: "node-agents",
    service_account: "fluent-bit",
    role_arn: "arn:aws:iam::111122223333:role/strata/demo/controllers/strata-demo-ctl-fluent-bit",
  });
});

it("fluent-bit alone is in a namespace that lets pods reach for the node", () => {
  const levels = new Map(
    Object.values(demo()["kubernetes-cluster"].all("kubernetes_namespace_v1")).map(({ metadata }) => [
      metadata.name,
      metadata.labels["pod-security.kubernetes.io/enforce"],
    ]),
  );
  // The releases of apps hold wishes for secrets, and no pods.
  const releases = stackIds
    .filter((id) => id !== "apps")
    .flatMap((id) => Object.values(demo()[id].all("helm_release")));
  const places = releases.map(({ name, namespace }): [string, string, string] => [
    name,
    namespace,
    levels.get(namespace),
  ]);
  expect(places.length).toBeGreaterThan(4);
  expect(places.filter(([, , level]) => level !== "restricted")).toEqual([["fluent-bit", "node-agents", "privileged"]]);
});

it("fluent-bit's paths are open where it runs", () => {
  const name = "fluent-bit_allow-fluent-bit-to-api-server-and-cloudwatch";
  expect(stack().named("kubernetes_network_policy_v1", name).metadata.namespace).toBe("node-agents");
});

it("metrics-server starts with its paths open", () => {
  expect(stack().named("helm_release", "metrics-server_release").depends_on).toEqual([
    "kubernetes_network_policy_v1.metrics-server_allow-metrics-server-to-api-server-and-kubelets",
    "kubernetes_network_policy_v1.metrics-server_allow-api-server-to-metrics-server",
  ]);
});

it("metrics-server reaches the kubelets in the nodes' subnets", () => {
  const policies = Object.values(stack().all("kubernetes_network_policy_v1"));
  const kubelets = policies.flatMap(({ spec }) =>
    spec.egress.filter(({ ports }: { ports: { port: string }[] }) => ports.some(({ port }) => port === "10250")),
  );
  expect(
    kubelets.flatMap(({ to }) => to.map(({ ip_block: { cidr } }: { ip_block: { cidr: string } }) => cidr)),
  ).toEqual(["10.20.0.0/19", "10.20.32.0/19", "10.20.64.0/19"]);
});

it("reads no state but those of the network and of the cluster", () => {
  expect(Object.keys(stack().data("terraform_remote_state"))).toEqual(["kubernetes-cluster", "managed-infrastructure"]);
});

it("declares nothing of IAM and no secret", () => {
  expect(stack().types).toEqual([
    "aws_cloudwatch_event_rule",
    "aws_cloudwatch_event_target",
    "aws_cloudwatch_log_group",
    "aws_eks_pod_identity_association",
    "aws_sqs_queue",
    "helm_release",
    "kubernetes_network_policy_v1",
  ]);
});

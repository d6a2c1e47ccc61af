import { stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { validated } from "../environments/broken";
import { demo, environmentOutput, outputOf, type SynthesizedPlatform, synthesizePlatform } from "../support/demo";
import { Graph } from "../support/graph";
import { wholeDemo } from "../support/whole-demo";

const stack = () => demo()["cluster-services"];

it("keeps the output of apps, platform and nodes in three encrypted groups", () => {
  const groups = stack().all("aws_cloudwatch_log_group");
  expect(Object.keys(groups)).toEqual(["logs_applications", "logs_nodes", "logs_system"]);
  expect(Object.values(groups).map(({ name }) => name)).toEqual([
    "/strata/demo/applications",
    "/strata/demo/nodes",
    "/strata/demo/system",
  ]);
  for (const group of Object.values(groups)) {
    expect(group.kms_key_id).toBe(`\${data.terraform_remote_state.managed-infrastructure.outputs.key_arns["logs"]}`);
  }
});

it("keeps each as long as the environment says", () => {
  const logs = { applicationRetentionDays: 30, systemRetentionDays: 180, nodeRetentionDays: 7 };
  const environment = { ...loadEnvironment("demo"), logs };
  const changed = synthesizePlatform({ environment })["cluster-services"];
  const days = Object.values(changed.all("aws_cloudwatch_log_group")).map(({ retention_in_days: kept }) => kept);
  expect(days).toEqual([30, 7, 180]);
});

it("fluent-bit writes to those groups, and they, its role and its paths are there before its pods", () => {
  const release = stack().named("helm_release", "fluent-bit_release");
  const values = JSON.stringify(release.values);
  expect(values).toContain("log_group_name /strata/demo/applications");
  expect(values).toContain("log_group_name /strata/demo/system");
  expect(values).toContain("log_group_name /strata/demo/nodes");
  expect(release.depends_on).toEqual([
    "kubernetes_network_policy_v1.fluent-bit_allow-fluent-bit-to-api-server-and-cloudwatch",
    "aws_eks_pod_identity_association.fluent-bit_identity",
    "aws_cloudwatch_log_group.logs_applications",
    "aws_cloudwatch_log_group.logs_system",
    "aws_cloudwatch_log_group.logs_nodes",
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
  const policies = Object.entries(stack().all("kubernetes_network_policy_v1"))
    .filter(([id]) => id.startsWith("metrics-server_"))
    .map(([, policy]) => policy);
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
    "kubernetes_config_map_v1",
    "kubernetes_network_policy_v1",
  ]);
});

describe("autoscaling", () => {
  const karpenter = "helm_release.karpenter_release";
  const pools = "helm_release.node-pools_release";
  const values = (release: string) => {
    return stack().named("helm_release", release.replace("helm_release.", "")).values[0];
  };
  /** The node class, then the pools. */
  const objectsIn = (platform: SynthesizedPlatform) =>
    JSON.parse(
      platform["cluster-services"]
        .named("helm_release", "node-pools_release")
        .values[0].replace(/\$\{jsonencode\((.*?)\)\}/g, (_: string, inner: string) => JSON.stringify(inner)),
    ).objects;

  it("has Karpenter find its credentials, its paths, its queue and its kinds when it starts", () => {
    const before = new Graph(stack()).before(karpenter);
    for (const one of whatKarpenterNeeds) expect(before).toContain(one);
  });

  it("takes the nodes away before Karpenter and before all that Karpenter ends them with", () => {
    const graph = new Graph(stack());
    for (const one of [karpenter, ...whatKarpenterNeeds]) {
      expect(graph.before(pools)).toContain(one);
      expect(graph.before(one)).not.toContain(pools);
    }
    // Longer than the pods of its pools may take to leave.
    expect(stack().named("helm_release", "node-pools_release")).toMatchObject({ wait: true, timeout: 4500 });
  });

  it("tells Karpenter of the cluster and of the queue that its role reads", () => {
    expect(values(karpenter)).toContain('"clusterName": "strata-demo"');
    expect(values(karpenter)).toContain('"interruptionQueue": "strata-demo-interruptions"');
    expect(values(karpenter)).toContain("kubernetes-cluster.outputs.cluster_endpoint");
    expect(stack().named("aws_eks_pod_identity_association", "karpenter_identity").role_arn).toBe(
      "arn:aws:iam::111122223333:role/strata/demo/controllers/strata-demo-ctl-karpenter",
    );
    expect(stack().only("aws_sqs_queue").kms_master_key_id).toContain('key_arns["queues"]');
  });

  it("makes nodes of what the other stacks have for them, marked as the environment's and as no stack's", () => {
    const [{ spec }] = objectsIn(demo());
    const from = (stack: string, output: string) => `data.terraform_remote_state.${stack}.outputs.${output}`;
    expect(spec.subnetSelectorTerms).toEqual(
      ["eu-central-1a", "eu-central-1b", "eu-central-1c"].map((zone) => ({
        id: from("managed-infrastructure", `private_subnet_ids["${zone}"]`),
      })),
    );
    expect(spec.securityGroupSelectorTerms).toEqual([{ id: from("kubernetes-cluster", "cluster_security_group_id") }]);
    expect(spec.blockDeviceMappings[0].ebs.kmsKeyID).toBe(from("managed-infrastructure", 'key_arns["volumes"]'));
    const profile = demo().identity.named("aws_iam_instance_profile", "cluster_node-profile");
    expect(spec.instanceProfile).toBe(profile.name);
    expect(spec.tags).toEqual({
      "cost-center": "4711",
      owner: "platform@tideline.example",
      "strata:environment": "demo",
    });
  });

  it("has the environment's pools, on whose nodes apps may run", () => {
    const [, ...all] = objectsIn(demo());
    const { nodePools } = loadEnvironment("demo").autoscaling;
    expect(all.map(({ metadata }: { metadata: { name: string } }) => metadata.name)).toEqual([
      "general",
      "interruptible",
    ]);
    for (const [index, { spec }] of all.entries()) {
      expect(spec.template.metadata.labels).toEqual({ ...nodePools[index]?.labels, "strata/nodes": "workers" });
      expect(spec.limits).toEqual(nodePools[index]?.limits);
      expect(spec.disruption.budgets).toEqual(nodePools[index]?.budgets);
    }
  });

  it.each([
    ["the platform's own release of AL2023", demo, /^al2023@v\d{8}$/],
    ["the release that the environment names", () => environmentOutput("example-s3"), /^al2023@v20260714$/],
    ["Bottlerocket, if it is asked for", () => outputOf(wholeDemo), /^bottlerocket@v1\.52\.0$/],
    [
      "the release of the system nodes, if they run the same",
      () => {
        const release = { releaseVersion: "1.35.8-20261102" };
        return synthesizePlatform({ environment: validated({ "cluster.systemNodes": release }) });
      },
      /^al2023@v20261102$/,
    ],
  ])("boots %s", (_, platform, alias) => {
    expect(objectsIn(platform())[0].spec.amiSelectorTerms).toEqual([{ alias: expect.stringMatching(alias) }]);
  });

  it("is not there, nor is its role, where the environment leaves it out", () => {
    const without = environmentOutput("example-hcp");
    const releases = Object.keys(without["cluster-services"].all("helm_release"));
    expect(releases.filter((name) => /karpenter|node-pools/.test(name))).toEqual([]);
    expect(without["cluster-services"].types).not.toContain("aws_sqs_queue");
    const roles = Object.values(without.identity.all("aws_iam_role")).map(({ name }) => name);
    expect(roles.filter((name) => name.includes("karpenter"))).toEqual([]);
  });
});

const whatKarpenterNeeds = [
  "aws_eks_pod_identity_association.karpenter_identity",
  "kubernetes_network_policy_v1.karpenter_allow-karpenter-to-api-server-and-aws",
  "aws_sqs_queue.interruptions_queue",
  "aws_cloudwatch_event_target.interruptions_spot-target",
  "helm_release.karpenter-crd",
];

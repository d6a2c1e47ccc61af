import { onSystemNodes } from "../../constructs/charts/system-nodes";
import { workloadTypes } from "../../constructs/cluster/grants";
import { type DeclaredType, declaredAs } from "../../constructs/cluster/kinds";
import { controllers } from "../../constructs/names";
import { loadEnvironment } from "../../environments/load";
import { demo } from "../support/demo";
import { Graph } from "../support/graph";

const environment = loadEnvironment("demo");
const stack = demo()["kubernetes-cluster"];
const graph = new Graph(stack);

const deployerAccess = "aws_eks_access_policy_association.access_kubernetes-cluster-apply-administrator";
const nodes = "aws_eks_node_group.system-nodes_nodes";
const workers = "aws_eks_node_group.worker-nodes_nodes";
const addOn = (name: string) => `aws_eks_addon.${name}`;
const nodeAddOns = ["eks-pod-identity-agent", "vpc-cni", "kube-proxy"].map((name) => addOn(`node-add-ons_${name}`));
const controllerAddOns = ["coredns", "snapshot-controller", "aws-ebs-csi-driver"].map((name) =>
  addOn(`controller-add-ons_${name}`),
);
const objects = graph.all("kubernetes_");

/** Namespace of an object, by the name of the construct that declares it. */
const namespaces = Object.keys(stack.all("kubernetes_namespace_v1")).map((name) => name.replace(/_namespace$/, ""));
const inNamespace = (type: string, namespace: string) =>
  Object.entries(stack.all(type)).filter(([name]) => name.startsWith(`${namespace}_`));

describe("order", () => {
  it("has the deployer's own access before add-ons, nodes and everything in the cluster, and takes it away last", () => {
    expect(graph.before(deployerAccess)).toContain("aws_eks_cluster.control-plane_cluster");
    for (const one of [...nodeAddOns, nodes, workers, ...controllerAddOns, ...objects]) {
      expect(graph.before(one)).toContain(deployerAccess);
    }
    expect(objects.length).toBeGreaterThan(40);
  });

  it("has agent, network and proxy before the nodes", () => {
    for (const one of nodeAddOns) {
      expect(graph.before(nodes)).toContain(one);
      expect(graph.before(workers)).toContain(one);
      expect(graph.before(one)).not.toContain(nodes);
    }
  });

  it("waits nowhere for the apps' nodes", () => {
    const waiting = graph.all("").filter((one) => graph.before(one).has(workers));
    expect(waiting).toEqual([]);
  });

  it("has the nodes before what is a Deployment", () => {
    for (const one of controllerAddOns) expect(graph.before(one)).toContain(nodes);
  });

  it("has all add-ons before everything in the cluster", () => {
    expect(graph.all("aws_eks_addon").length).toBe(6);
    for (const one of objects)
      expect([...graph.before(one)]).toEqual(expect.arrayContaining([...graph.all("aws_eks_addon")]));
  });
});

describe("the cluster", () => {
  it("is as the environment says", () => {
    const { cluster } = environment;
    expect(stack.only("aws_eks_cluster")).toMatchObject({
      name: "strata-demo",
      version: cluster.version,
      deletion_protection: true,
      kubernetes_network_config: { service_ipv4_cidr: cluster.serviceCidr },
      vpc_config: { endpoint_public_access: true, public_access_cidrs: ["203.0.113.0/24"] },
    });
    expect(stack.only("aws_cloudwatch_log_group").retention_in_days).toBe(cluster.logRetentionDays);
  });

  it("takes roles, subnets and keys from the contracts, each for its own purpose", () => {
    const cluster = stack.only("aws_eks_cluster");
    expect(cluster.role_arn).toContain("identity.outputs.control_plane_role_arn");
    expect(cluster.encryption_config.provider.key_arn).toContain('key_arns["cluster"]');
    expect(stack.only("aws_cloudwatch_log_group").kms_key_id).toContain('key_arns["logs"]');
    expect(stack.only("kubernetes_storage_class_v1").parameters.kmsKeyId).toContain('key_arns["volumes"]');
    for (const [index, zone] of environment.network.zones.entries()) {
      expect(cluster.vpc_config.subnet_ids[index]).toContain(`control_plane_subnet_ids["${zone}"]`);
    }
  });

  it("gives each access entry the role that it is named after", () => {
    const role = (id: string) => stack.named("aws_eks_access_entry", `access_${id}`).principal_arn;
    expect(role("kubernetes-cluster-apply")).toContain('deployer_role_arns["kubernetes-cluster/apply"]');
    expect(role("apps-plan")).toContain('deployer_role_arns["apps/plan"]');
    expect(role("break-glass")).toContain('people_role_arns["break-glass"]');
    expect(role("developers-fulfilment")).toContain('developer_role_arns["fulfilment"]');
  });

  it("has add-ons take the roles that identity made for their service accounts", () => {
    const cni = stack.named("aws_eks_addon", "node-add-ons_vpc-cni").pod_identity_association[0];
    const ebs = stack.named("aws_eks_addon", "controller-add-ons_aws-ebs-csi-driver").pod_identity_association[0];
    expect(cni.role_arn).toContain('controller_role_arns["vpc-cni"]');
    expect(cni.service_account).toBe(controllers["vpc-cni"].serviceAccount);
    expect(ebs.role_arn).toContain('controller_role_arns["ebs-csi"]');
    expect(ebs.service_account).toBe(controllers["ebs-csi"].serviceAccount);
  });

  it("marks what EC2 makes for nodes as this stack's", () => {
    const own = { "strata:environment": "demo", "strata:stack": "kubernetes-cluster" };
    const specifications = Object.values(stack.all("aws_launch_template")).flatMap((one) => one.tag_specifications);
    expect(specifications).toHaveLength(6);
    for (const { tags } of specifications) expect(tags).toMatchObject(own);
  });

  it("marks the apps' volumes as the environment's, and not as its own to delete", () => {
    const driver = stack.named("aws_eks_addon", "controller-add-ons_aws-ebs-csi-driver");
    const { extraVolumeTags } = JSON.parse(driver.configuration_values).controller;
    expect(extraVolumeTags["strata:environment"]).toBe("demo");
    expect(extraVolumeTags).not.toHaveProperty("strata:stack");
  });

  it("logs in with the `aws` command under a name that is known before the cluster is", () => {
    const { exec, host } = stack.json.provider.kubernetes[0];
    expect(exec[0].args).toEqual(expect.arrayContaining(["--cluster-name", "strata-demo"]));
    expect(host).toBe("${aws_eks_cluster.control-plane_cluster.endpoint}");
  });
});

describe("the nodes", () => {
  const group = (id: string) => stack.named("aws_eks_node_group", `${id}_nodes`);
  const template = (id: string) => stack.named("aws_launch_template", `${id}_launch_template`);

  it("are the platform's and the apps'", () => {
    expect(Object.keys(stack.all("aws_eks_node_group"))).toEqual(["system-nodes_nodes", "worker-nodes_nodes"]);
  });

  it.each([
    ["system-nodes", environment.cluster.systemNodes],
    ["worker-nodes", environment.cluster.workerNodes],
  ])("%s are as the environment says, in the private subnets of all zones", (id, settings) => {
    const { instance_types, scaling_config, subnet_ids, version } = group(id);
    expect({ instance_types, scaling_config, version }).toMatchObject({
      instance_types: settings?.instanceTypes,
      scaling_config: { min_size: settings?.minimum, max_size: settings?.maximum },
      version: environment.cluster.version,
    });
    expect(template(id).block_device_mappings[0].ebs.volume_size).toBe(settings?.diskGiB);
    expect(subnet_ids).toHaveLength(environment.network.zones.length);
    for (const [index, zone] of environment.network.zones.entries()) {
      expect(subnet_ids[index]).toContain(`private_subnet_ids["${zone}"]`);
    }
  });

  it.each(["system-nodes", "worker-nodes"])(
    "%s have their own template, identity's role and the key for volumes",
    (id) => {
      expect(group(id).launch_template.id).toBe(`\${aws_launch_template.${id}_launch_template.id}`);
      expect(group(id).node_role_arn).toContain("identity.outputs.node_role_arn");
      const { ebs } = template(id).block_device_mappings[0];
      expect(ebs).toMatchObject({ encrypted: "true", volume_type: "gp3" });
      expect(ebs.kms_key_id).toContain('key_arns["volumes"]');
      expect(template(id).metadata_options).toMatchObject({ http_tokens: "required", http_put_response_hop_limit: 1 });
    },
  );

  it("keep apps off the platform's, and take them on the others", () => {
    expect(group("system-nodes").taint).toEqual([{ key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" }]);
    expect(group("system-nodes").labels).toEqual(onSystemNodes.nodeSelector);
    expect(group("worker-nodes").taint).toBeUndefined();
    expect(group("worker-nodes").labels).toEqual({ "strata/nodes": "workers" });
  });
});

describe("every namespace", () => {
  it("is one of the platform's or one of a team", () => {
    const names = Object.values(stack.all("kubernetes_namespace_v1")).map(({ metadata }) => metadata.name);
    expect(names.sort()).toEqual(
      ["app-services", "cluster-services", "node-agents", ...environment.teams.map(({ name }) => name)].sort(),
    );
  });

  it.each(namespaces)("%s denies by default and has defaults for its containers", (namespace) => {
    const denied = inNamespace("kubernetes_network_policy_v1", namespace).filter(([, { spec }]) => {
      return (
        spec.policy_types.length === 2 && !spec.ingress && !spec.egress && Object.keys(spec.pod_selector).length === 0
      );
    });
    expect(denied).toHaveLength(1);
    expect(inNamespace("kubernetes_limit_range_v1", namespace)).toHaveLength(1);
  });

  it("is restricted, but for the one whose log collector reads a folder of the node", () => {
    const levels = Object.values(stack.all("kubernetes_namespace_v1")).map(({ metadata }): [string, string] => [
      metadata.name,
      metadata.labels["pod-security.kubernetes.io/enforce"],
    ]);
    expect(levels.filter(([, level]) => level !== "restricted")).toEqual([["node-agents", "privileged"]]);
  });

  it("has the team's quota where it is a team's", () => {
    for (const { name, quota } of environment.teams) {
      expect(stack.named("kubernetes_resource_quota_v1", `team-${name}_space_limits_quota`).spec.hard).toMatchObject({
        "requests.cpu": quota.cpu,
        "requests.memory": quota.memory,
        "requests.storage": quota.storage,
        pods: `${quota.pods}`,
      });
    }
  });
});

describe("rights inside the cluster", () => {
  const roles = [
    ...Object.values(stack.all("kubernetes_role_v1")),
    ...Object.values(stack.all("kubernetes_cluster_role_v1")),
  ];
  const rules = roles.flatMap(({ rule }) => rule);

  it("reach no Secret and use no wildcard", () => {
    const words = rules.flatMap(({ api_groups, resources, verbs }) => [...api_groups, ...resources, ...verbs]);
    expect(words.length).toBeGreaterThan(100);
    expect(words.filter((word) => ["*", "secret", "secrets"].includes(word))).toEqual([]);
  });

  it("are bound to groups that somebody is in, and every group that somebody is in has rights", () => {
    const entries = Object.values(stack.all("aws_eks_access_entry"));
    const joined = new Set(entries.flatMap(({ kubernetes_groups: groups = [] }) => groups));
    const bindings = ["kubernetes_role_binding_v1", "kubernetes_cluster_role_binding_v1"].flatMap((type) =>
      Object.values(stack.all(type)),
    );
    expect(new Set(bindings.map(({ subject }) => subject[0].name))).toEqual(joined);
  });

  it("keep developers of one team out of every other team's namespace", () => {
    for (const { name } of environment.teams) {
      const groups = inNamespace("kubernetes_role_binding_v1", `team-${name}`).map(
        ([, { subject }]) => subject[0].name,
      );
      expect(groups.filter((group) => group.startsWith("strata:developers:"))).toEqual([`strata:developers:${name}`]);
    }
  });

  it("suffice for what apps deploys", () => {
    const used = demo().apps.types.filter((type) => type.startsWith("kubernetes_"));
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((type) => !(workloadTypes as readonly string[]).includes(type))).toEqual([]);
  });

  it("let each plan read what its stack declares in the cluster", () => {
    const plans = {
      "kubernetes-cluster": stack.named("kubernetes_cluster_role_v1", "rights_plan-kubernetes-cluster_role"),
      "cluster-services": stack.named("kubernetes_role_v1", "cluster-services_plan-cluster-services_role"),
      "app-services": stack.named("kubernetes_role_v1", "app-services_plan-app-services_role"),
      apps: stack.named("kubernetes_role_v1", "team-storefront_space_plan-apps_role"),
    };
    for (const [id, { rule }] of Object.entries(plans)) {
      const readable: string[] = rule.flatMap((one: { resources: string[] }) => one.resources);
      const declared = demo()[id as keyof typeof plans].types.filter((type) => type.startsWith("kubernetes_"));
      expect(declared.filter((type) => !readable.includes(declaredAs[type as DeclaredType]?.resource))).toEqual([]);
    }
  });

  it("let the plans of the service stacks find their Helm releases, which lie in ConfigMaps", () => {
    const releases = (["cluster-services", "app-services"] as const).flatMap((id) =>
      Object.values(demo()[id].all("helm_release")).map(({ namespace }) => [id, namespace]),
    );
    expect(new Set(releases.flat())).toEqual(new Set(["cluster-services", "node-agents", "app-services"]));
    for (const [id, namespace] of releases) {
      const { rule } = stack.named("kubernetes_role_v1", `${namespace}_plan-${id}_role`);
      const core = rule.find((one: { api_groups: string[] }) => one.api_groups[0] === "");
      expect(core.resources).toContain("configmaps");
      expect(core.verbs).toEqual(["get", "list"]);
    }
  });
});

it("creates no IAM role, no OIDC provider and no Secret", () => {
  expect(stack.types.filter((type) => /^aws_iam_|secret/.test(type))).toEqual([]);
});

it("publishes how to reach the cluster and what its namespaces are called", () => {
  const value = (name: string) => stack.json.output?.[name].value;
  expect(value("cluster_name")).toBe("${aws_eks_cluster.control-plane_cluster.name}");
  expect(value("cluster_endpoint")).toBe("${aws_eks_cluster.control-plane_cluster.endpoint}");
  expect(value("cluster_certificate_authority")).toContain("certificate_authority[0].data");
  expect(value("cluster_security_group_id")).toContain("vpc_config[0].cluster_security_group_id");
  expect(Object.keys(value("team_namespaces")).sort()).toEqual(["fulfilment", "storefront"]);
  expect(value("team_namespaces").storefront).toContain("team-storefront_space_namespace");
  expect(value("cluster_services_namespace")).toContain("cluster-services_namespace");
  expect(value("node_agents_namespace")).toContain("node-agents_namespace");
  expect(value("app_services_namespace")).toContain("app-services_namespace");
});

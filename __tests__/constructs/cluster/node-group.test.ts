import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import { systemNodeLabel, systemNodeTaint } from "../../../constructs/charts/system-nodes";
import { amiTypeOf } from "../../../constructs/cluster/ami-type";
import { NodeGroup, type NodeGroupProps } from "../../../constructs/cluster/node-group";
import { synthesize } from "../../support/synthesize";

const props: NodeGroupProps = {
  purpose: "system",
  clusterName: "strata-test",
  version: "1.35",
  roleArn: "arn:aws:iam::111122223333:role/node",
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  instanceTypes: ["m7i.large"],
  minimum: 3,
  maximum: 6,
  diskGiB: 50,
  volumeKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/volumes",
  tags: { "strata:environment": "test", "strata:stack": "kubernetes-cluster" },
  dependsOn: [],
};

const build = (changes: Partial<NodeGroupProps> = {}) =>
  synthesize((stack) => new NodeGroup(stack, "system", { ...props, ...changes }));
const group = (changes?: Partial<NodeGroupProps>) => build(changes).only("aws_eks_node_group");
const template = (changes?: Partial<NodeGroupProps>) => build(changes).only("aws_launch_template");

describe("amiTypeOf", () => {
  it.each([
    ["m7i.large"],
    ["m7a.xlarge"],
    ["t3.medium"],
    ["g5.xlarge"],
    ["g6e.2xlarge"],
    ["gr6.4xlarge"],
    ["p5.48xlarge"],
    ["inf2.xlarge"],
    ["u7i-6tb.112xlarge"],
  ])("%s boots the x86 image", (type) => expect(amiTypeOf([type], "workers")).toBe("AL2023_x86_64_STANDARD"));

  it.each([
    ["m7g.large"],
    ["m8gd.large"],
    ["c7gn.xlarge"],
    ["t4g.medium"],
    ["im4gn.large"],
    ["is4gen.large"],
    ["x2gd.large"],
    ["hpc7g.4xlarge"],
    ["g5g.xlarge"],
    ["a1.medium"],
  ])("%s boots the Arm image", (type) => expect(amiTypeOf([type], "workers")).toBe("AL2023_ARM_64_STANDARD"));

  it.each([
    ["m7i.large", "BOTTLEROCKET_x86_64"],
    ["m7g.large", "BOTTLEROCKET_ARM_64"],
  ])("%s boots Bottlerocket as %s", (type, image) => {
    expect(amiTypeOf([type], "workers", "Bottlerocket")).toBe(image);
  });

  it("refuses a mixture", () => {
    expect(() => amiTypeOf(["m7g.large", "m7i.large"], "workers")).toThrow(
      'Node group workers: 1 problem\n  - instanceTypes is ["m7g.large","m7i.large"]: a node group boots one image, and ' +
        "m7g.large take another than the rest. Fix: list types of one architecture, Graviton or x86. " +
        "[NODES_MIXED_ARCHITECTURE]",
    );
  });
});

it("takes the image of its instance types and of its operating system", () => {
  expect(group().ami_type).toBe("AL2023_x86_64_STANDARD");
  expect(group({ instanceTypes: ["m7g.large", "m6g.large"] })).toMatchObject({
    ami_type: "AL2023_ARM_64_STANDARD",
    instance_types: ["m7g.large", "m6g.large"],
  });
  expect(group({ operatingSystem: "Bottlerocket" }).ami_type).toBe("BOTTLEROCKET_x86_64");
});

it("asks for a session token and ends the metadata service's answers at the node", () => {
  expect(template().metadata_options).toEqual({
    http_endpoint: "enabled",
    http_tokens: "required",
    http_put_response_hop_limit: 1,
  });
});

describe("disks", () => {
  const encrypted = {
    volume_type: "gp3",
    encrypted: "true",
    kms_key_id: props.volumeKeyArn,
    delete_on_termination: "true",
  };

  it("of AL2023 are one, encrypted with the given key", () => {
    expect(template().block_device_mappings).toEqual([
      { device_name: "/dev/xvda", ebs: { ...encrypted, volume_size: 50 } },
    ]);
  });

  it("of Bottlerocket are two, both encrypted: the image's own, and the one with the given size", () => {
    expect(template({ operatingSystem: "Bottlerocket" }).block_device_mappings).toEqual([
      { device_name: "/dev/xvda", ebs: encrypted },
      { device_name: "/dev/xvdb", ebs: { ...encrypted, volume_size: 50 } },
    ]);
  });
});

it("marks instances, disks and network interfaces as its own: default tags don't reach them", () => {
  const tagged = template().tag_specifications;
  expect(tagged.map((one: { resource_type: string }) => one.resource_type).sort()).toEqual([
    "instance",
    "network-interface",
    "volume",
  ]);
  for (const { tags } of tagged) expect(tags).toEqual({ ...props.tags, Name: "strata-test-system" });
});

it("lets nobody in by SSH and picks neither an image nor security groups by hand", () => {
  const { key_name, image_id, vpc_security_group_ids, network_interfaces, monitoring } = template();
  expect([key_name, image_id, vpc_security_group_ids, network_interfaces]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(group().remote_access).toBeUndefined();
  expect(monitoring).toEqual({ enabled: true });
});

it("keeps taints and labels as it is given them, effects spelled as EKS does", () => {
  const { taint, labels } = group({ taints: [systemNodeTaint], labels: systemNodeLabel });
  expect(taint).toEqual([{ key: systemNodeTaint.key, value: systemNodeTaint.value, effect: "NO_SCHEDULE" }]);
  expect(systemNodeTaint.effect).toBe("NoSchedule");
  expect(labels).toEqual(systemNodeLabel);
});

it.each([
  ["NoSchedule", "NO_SCHEDULE"],
  ["PreferNoSchedule", "PREFER_NO_SCHEDULE"],
  ["NoExecute", "NO_EXECUTE"],
] as const)("spells %s as %s", (effect, spelled) => {
  expect(group({ taints: [{ key: "a", value: "b", effect }] }).taint[0].effect).toBe(spelled);
});

it("takes every pod unless it has taints", () => {
  expect(group().taint).toBeUndefined();
  expect(group().labels).toBeUndefined();
});

it("names group, template and nodes by what they are for", () => {
  const stack = build({ purpose: "workers" });
  expect(stack.only("aws_eks_node_group")).toMatchObject({
    node_group_name_prefix: "workers-",
    tags: { Name: "strata-test-workers" },
  });
  expect(stack.only("aws_launch_template")).toMatchObject({
    name: "strata-test-workers",
    tags: { Name: "strata-test-workers" },
  });
});

it("has the minimum as its declared size, so that a raised minimum can be applied", () => {
  expect(group().scaling_config).toStrictEqual({ min_size: 3, max_size: 6, desired_size: 3 });
  expect(group().lifecycle).not.toHaveProperty("ignore_changes");
});

it("brings up new nodes before the old go when a change needs others", () => {
  expect(group().lifecycle.create_before_destroy).toBe(true);
  expect(group().node_group_name_prefix).toBe("system-");
  expect(group().node_group_name).toBeUndefined();
});

it("runs the cluster's version in all the subnets, a third at a time when it changes", () => {
  expect(group()).toMatchObject({
    version: "1.35",
    subnet_ids: ["subnet-a", "subnet-b", "subnet-c"],
    node_role_arn: props.roleArn,
    capacity_type: "ON_DEMAND",
    update_config: { max_unavailable_percentage: 33 },
    node_repair_config: { enabled: true },
  });
  expect(group().release_version).toBeUndefined();
  expect(group({ releaseVersion: "1.35.8-20261102" }).release_version).toBe("1.35.8-20261102");
});

it.each([
  ["1", { max_unavailable: 1 }],
  ["100", { max_unavailable: 100 }],
  ["25%", { max_unavailable_percentage: 25 }],
])("takes %s nodes away at a time", (maxUnavailable, config) => {
  expect(group({ maxUnavailable }).update_config).toEqual(config);
});

it("follows the launch template to its latest version", () => {
  expect(group().launch_template).toEqual({
    id: "${aws_launch_template.system_launch_template.id}",
    version: "${aws_launch_template.system_launch_template.latest_version}",
  });
});

it("waits for what it is told to", () => {
  const stack = synthesize((scope) => {
    const first = new EksAddon(scope, "first", { clusterName: "strata-test", addonName: "vpc-cni" });
    new NodeGroup(scope, "system", { ...props, dependsOn: [first] });
  });
  expect(stack.only("aws_eks_node_group").depends_on).toEqual(["aws_eks_addon.first"]);
});

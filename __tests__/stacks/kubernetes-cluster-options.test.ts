import { type Changes, validated } from "../environments/broken";
import { outputOf, type SynthesizedPlatform, synthesizePlatform } from "../support/demo";
import { Graph } from "../support/graph";
import { inVirginia } from "../support/networks";

/** The stack of a demo environment that chooses otherwise. */
const withOptions = (changes: Changes) => synthesizePlatform({ environment: validated(changes) })["kubernetes-cluster"];

/** All that can be chosen together, so that the platform is built once. */
const chosen = withOptions({
  "cluster.workerNodes": { operatingSystem: "Bottlerocket", instanceTypes: ["m7g.xlarge"], maxUnavailable: "1" },
  "cluster.systemNodes": { releaseVersion: "1.35.8-20261102" },
  "cluster.supportType": "EXTENDED",
  "cluster.endpoint": { access: "private" },
  runners: "in-vpc",
  "network.pods": { cidr: "100.64.0.0/16" },
  fileStorage: { enabled: true },
});
/** All that can be left out. */
const bare = withOptions({ "autoscaling.enabled": false, apps: [] });

describe("Bottlerocket on workers, a pinned release on system nodes, and a node at a time", () => {
  const group = (id: string) => chosen.named("aws_eks_node_group", `${id}_nodes`);

  it("reach the groups that they are written for, and no other", () => {
    expect(group("worker-nodes")).toMatchObject({
      ami_type: "BOTTLEROCKET_ARM_64",
      update_config: { max_unavailable: 1 },
    });
    expect(group("worker-nodes").release_version).toBeUndefined();
    expect(group("system-nodes")).toMatchObject({
      ami_type: "AL2023_x86_64_STANDARD",
      release_version: "1.35.8-20261102",
      update_config: { max_unavailable_percentage: 33 },
    });
  });

  it("encrypt both of Bottlerocket's disks with the platform's key", () => {
    const { block_device_mappings: disks } = chosen.named("aws_launch_template", "worker-nodes_launch_template");
    expect(disks).toHaveLength(2);
    for (const { ebs } of disks) {
      expect(ebs).toMatchObject({ encrypted: "true", volume_type: "gp3" });
      expect(ebs.kms_key_id).toContain('key_arns["volumes"]');
    }
  });

  it("buys extended support", () => {
    expect(chosen.only("aws_eks_cluster").upgrade_policy).toEqual({ support_type: "EXTENDED" });
  });
});

it("has no worker nodes where none are asked for", () => {
  expect(Object.keys(bare.all("aws_eks_node_group"))).toEqual(["system-nodes_nodes"]);
  expect(Object.keys(bare.all("aws_launch_template"))).toEqual(["system-nodes_launch_template"]);
});

describe("a zone that is appended", () => {
  const { network, ...environment } = inVirginia();
  const before = outputOf({ ...environment, network });
  const after = synthesizePlatform({
    environment: { ...environment, network: { ...network, zones: [...network.zones, "us-east-1d"] } },
  });

  it("leaves the control plane in the three that it was made with, for EKS takes no other, and gets nodes", () => {
    const subnetsOf = ({ "kubernetes-cluster": stack }: SynthesizedPlatform) =>
      stack.only("aws_eks_cluster").vpc_config.subnet_ids;
    expect(subnetsOf(before)).toHaveLength(3);
    expect(subnetsOf(after)).toEqual(subnetsOf(before));
    const nodes = after["kubernetes-cluster"].named("aws_eks_node_group", "system-nodes_nodes");
    expect(nodes.subnet_ids).toHaveLength(4);
  });

  it("is asked for its id in no plan, as the first three are", () => {
    const zones = Object.keys(after["managed-infrastructure"].data("aws_availability_zone"));
    expect(zones).toEqual(["zones_us-east-1a", "zones_us-east-1b", "zones_us-east-1c"]);
  });
});

describe("file storage", () => {
  const driver = "controller-add-ons_aws-efs-csi-driver";

  it("brings its driver under the role that identity made for it, and a class for its file system", () => {
    expect(chosen.named("aws_eks_addon", driver)).toMatchObject({
      pod_identity_association: [
        { service_account: "efs-csi-controller-sa", role_arn: expect.stringContaining('arns["efs-csi"]') },
      ],
    });
    expect(chosen.named("kubernetes_storage_class_v1", "storage_efs").parameters.fileSystemId).toContain(
      'file_system_ids["shared"]',
    );
    expect(new Graph(chosen).before("kubernetes_storage_class_v1.storage_efs")).toContain(`aws_eks_addon.${driver}`);
  });

  it("brings nothing where there is none", () => {
    expect(Object.keys(bare.all("aws_eks_addon"))).not.toContain(driver);
    expect(Object.keys(bare.all("kubernetes_storage_class_v1"))).toEqual(["storage_gp3"]);
  });
});

describe("pods", () => {
  const settings = (stack: typeof chosen) => stack.named("aws_eks_addon", "node-add-ons_vpc-cni").configuration_values;

  it("get the addresses of their own subnets, each zone its own, and keep the cluster's security group", () => {
    for (const zone of ["eu-central-1a", "eu-central-1b", "eu-central-1c"]) {
      const subnet = `\${data.terraform_remote_state.managed-infrastructure.outputs.pod_subnet_ids["${zone}"]}`;
      expect(settings(chosen)).toContain(`"${zone}":{"id":"${subnet}","securityGroups":["\${aws_eks_cluster.`);
    }
    expect(settings(chosen)).toContain('.vpc_config[0].cluster_security_group_id}"]}');
    expect(settings(chosen)).toContain('"AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG":"true"');
  });

  it("share their nodes' subnets where they have none of their own", () => {
    expect(settings(bare)).not.toMatch(/eniConfig|CUSTOM_NETWORK/);
  });
});

describe("runners", () => {
  it("inside the VPC reach the API through a group of the control plane, and pods not at all", () => {
    expect(chosen.only("aws_eks_cluster").vpc_config).toMatchObject({
      endpoint_public_access: false,
      security_group_ids: ["${aws_security_group.api-access_group.id}"],
    });
    expect(chosen.only("aws_security_group").vpc_id).toContain("outputs.vpc_id");
    expect(chosen.only("aws_vpc_security_group_ingress_rule")).toMatchObject({
      security_group_id: "${aws_security_group.api-access_group.id}",
      referenced_security_group_id: expect.stringContaining("outputs.runner_security_group_id}"),
      from_port: 443,
      to_port: 443,
    });
  });

  it("inside the VPC have their way before anything in the cluster is made, and until it is gone", () => {
    const graph = new Graph(chosen);
    const objects = graph.all("kubernetes_");
    expect(objects.length).toBeGreaterThan(40);
    for (const one of objects) {
      expect(graph.before(one)).toContain("aws_vpc_security_group_ingress_rule.api-access_from-runners");
    }
  });

  it("outside of it leave the control plane with EKS' own group", () => {
    expect(bare.only("aws_eks_cluster").vpc_config.security_group_ids).toBeUndefined();
    expect(bare.types.filter((type) => type.includes("security_group"))).toEqual([]);
  });
});

import { onSystemNodes } from "../../../constructs/charts/system-nodes";
import { type AddOnName, addOnVersions, addOnVersionsFor } from "../../../constructs/cluster/add-on-versions";
import { ControllerAddOns } from "../../../constructs/cluster/controller-add-ons";
import { NodeAddOns } from "../../../constructs/cluster/node-add-ons";
import { kubernetesVersions } from "../../../environments/schema/data/kubernetes-versions";
import { Graph } from "../../support/graph";
import { type Body, synthesize } from "../../support/synthesize";
import settingsTaken from "./data/add-on-settings.json";

const clusterName = "strata-test";
const kubernetesVersion = "1.35";
const volumeTags = { "strata:environment": "test", "strata:stack": "kubernetes-cluster" };
const volumes = { serviceAccount: "ebs-csi-controller-sa", roleArn: "ebs-role", tags: volumeTags };

const stack = synthesize((scope) => {
  const before = new NodeAddOns(scope, "node", {
    clusterName,
    kubernetesVersion,
    networkRoleArn: "cni-role",
    dependsOn: [],
  });
  const dependsOn = before.all;
  new ControllerAddOns(scope, "controller", { clusterName, kubernetesVersion, volumes, dependsOn });
});
const withFiles = synthesize((scope) => {
  const files = { serviceAccount: "efs-csi-controller-sa", roleArn: "efs-role" };
  new ControllerAddOns(scope, "controller", { clusterName, kubernetesVersion, volumes, files, dependsOn: [] });
});
const addOns: Readonly<Record<string, Body>> = Object.fromEntries(
  Object.values(stack.all("aws_eks_addon")).map((addOn) => [addOn.addon_name, addOn]),
);
const settingsOf = (name: AddOnName) => JSON.parse(addOns[name].configuration_values);

describe("the table of versions", () => {
  it("has a row for each supported Kubernetes version, and no other", () => {
    expect(Object.keys(addOnVersions).sort()).toEqual(kubernetesVersions.map(({ version }) => version).sort());
  });

  it.each(Object.entries(addOnVersions))(
    "names exact builds for %s, with kube-proxy of that version",
    (version, row) => {
      for (const build of Object.values(row)) expect(build).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
      expect(row["kube-proxy"].startsWith(`v${version}.`)).toBe(true);
    },
  );

  it("says where to add a version that it does not have", () => {
    expect(() => addOnVersionsFor("1.20")).toThrow(
      'EKS add-ons: 1 problem\n  - kubernetesVersion is "1.20": add-ons are pinned for 1.36, 1.35, 1.34 only. ' +
        "Fix: add a row to constructs/cluster/add-on-versions.ts, from aws eks describe-addon-versions. " +
        "[EKS_ADD_ONS_UNKNOWN]",
    );
  });
});

it("installs all of them but the file driver, in the version of the table", () => {
  const installed = Object.fromEntries(
    Object.entries(addOns).map(([name, { addon_version }]) => [name, addon_version]),
  );
  const { "aws-efs-csi-driver": files, ...always } = addOnVersionsFor(kubernetesVersion);
  expect(installed).toEqual(always);
  expect(withFiles.named("aws_eks_addon", "controller_aws-efs-csi-driver").addon_version).toBe(files);
});

it("lets the declared settings win, and leaves nothing behind", () => {
  for (const addOn of Object.values(addOns)) {
    expect(addOn).toMatchObject({
      cluster_name: clusterName,
      preserve: false,
      resolve_conflicts_on_create: "OVERWRITE",
      resolve_conflicts_on_update: "OVERWRITE",
    });
  }
});

it("gives a role to the two that call AWS, by Pod Identity and not by the cluster's OIDC issuer", () => {
  const roles = Object.entries(addOns).flatMap(([name, { pod_identity_association: roles }]) =>
    roles ? [[name, roles]] : [],
  );
  expect(Object.fromEntries(roles)).toEqual({
    "vpc-cni": [{ service_account: "aws-node", role_arn: "cni-role" }],
    "aws-ebs-csi-driver": [{ service_account: "ebs-csi-controller-sa", role_arn: "ebs-role" }],
  });
  expect(Object.values(addOns).filter((addOn) => addOn.service_account_role_arn)).toEqual([]);
});

describe("settings that EKS takes", () => {
  const podNetwork = { region: "eu-central-1", subnetIds: { "eu-central-1a": "subnet-a" }, securityGroupIds: ["sg"] };
  const withPods = synthesize((scope) => {
    const props = { clusterName, kubernetesVersion, networkRoleArn: "cni-role", podNetwork, dependsOn: [] };
    new NodeAddOns(scope, "node", props);
  });
  const set = [stack, withFiles, withPods]
    .flatMap((one) => Object.values(one.all("aws_eks_addon")))
    .filter(({ configuration_values }) => configuration_values !== undefined);

  it("are recorded for each add-on that gets some", () => {
    const names = new Set(set.map(({ addon_name }) => addon_name));
    expect([...names].sort()).toEqual(Object.keys(settingsTaken).sort());
  });

  it.each(Object.entries(settingsTaken))("are all that %s gets", (name, { takes }) => {
    const values = set.filter(({ addon_name }) => addon_name === name).map((one) => one.configuration_values);
    const paths = values.flatMap((value) => pathsOf(JSON.parse(value)));
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !takes.some((taken) => `${path}.`.startsWith(`${taken}.`)))).toEqual([]);
  });

  function pathsOf(settings: unknown, above: readonly string[] = []): readonly string[] {
    if (typeof settings !== "object" || settings === null || Array.isArray(settings)) return [above.join(".")];
    return Object.entries(settings).flatMap(([key, value]) => pathsOf(value, [...above, key]));
  }
});

describe("the network plugin", () => {
  const plain = {
    enableNetworkPolicy: "true",
    env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
  };

  it("has network policies and prefixes on, in the texts that the schema takes", () => {
    expect(settingsOf("vpc-cni")).toEqual(plain);
  });

  it("takes the addresses of pods from subnets of their own, where there are some, by the node's zone", () => {
    const podNetwork = {
      region: "eu-central-1",
      subnetIds: { "eu-central-1a": "subnet-a", "eu-central-1b": "subnet-b" },
      securityGroupIds: ["sg-cluster"],
    };
    const settings = synthesize((scope) => {
      const props = { clusterName, kubernetesVersion, networkRoleArn: "cni-role", podNetwork, dependsOn: [] };
      new NodeAddOns(scope, "node", props);
    }).named("aws_eks_addon", "node_vpc-cni").configuration_values;
    expect(JSON.parse(settings)).toEqual({
      ...plain,
      env: {
        ...plain.env,
        AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true",
        ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone",
      },
      eniConfig: {
        create: true,
        region: "eu-central-1",
        subnets: {
          "eu-central-1a": { id: "subnet-a", securityGroups: ["sg-cluster"] },
          "eu-central-1b": { id: "subnet-b", securityGroups: ["sg-cluster"] },
        },
      },
    });
  });
});

it("tolerates every taint of a node with what its volumes need there", () => {
  expect(settingsOf("aws-ebs-csi-driver").node).toEqual({ tolerateAllTaints: true });
});

it("puts the file driver on the system nodes, under its own role", () => {
  const driver = withFiles.named("aws_eks_addon", "controller_aws-efs-csi-driver");
  expect(driver.pod_identity_association).toEqual([{ service_account: "efs-csi-controller-sa", role_arn: "efs-role" }]);
  expect(JSON.parse(driver.configuration_values)).toEqual({ controller: onSystemNodes });
});

it("puts controllers on the system nodes, whose taint they tolerate", () => {
  expect(settingsOf("coredns")).toMatchObject(onSystemNodes);
  expect(settingsOf("snapshot-controller")).toEqual(onSystemNodes);
  expect(settingsOf("aws-ebs-csi-driver").controller).toMatchObject(onSystemNodes);
});

it("keeps names resolvable when a node or a zone goes", () => {
  expect(settingsOf("coredns")).toMatchObject({
    autoScaling: { enabled: true, minReplicas: 2 },
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    topologySpreadConstraints: [
      { topologyKey: "topology.kubernetes.io/zone", labelSelector: { matchLabels: { "k8s-app": "kube-dns" } } },
    ],
  });
});

it("marks the volumes that the driver makes as its own", () => {
  expect(settingsOf("aws-ebs-csi-driver").controller.extraVolumeTags).toEqual(volumeTags);
});

it("brings the agent before the plugin that gets its role from it, and snapshots before the driver", () => {
  const graph = new Graph(stack);
  expect(graph.before("aws_eks_addon.node_vpc-cni")).toContain("aws_eks_addon.node_eks-pod-identity-agent");
  expect(graph.before("aws_eks_addon.controller_aws-ebs-csi-driver")).toContain(
    "aws_eks_addon.controller_snapshot-controller",
  );
});

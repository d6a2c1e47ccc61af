import { onSystemNodes } from "../../../constructs/charts/system-nodes";
import { type AddOnName, addOnVersions, addOnVersionsFor } from "../../../constructs/cluster/add-on-versions";
import { ControllerAddOns } from "../../../constructs/cluster/controller-add-ons";
import { NodeAddOns } from "../../../constructs/cluster/node-add-ons";
import { kubernetesVersions } from "../../../environments/schema/data/kubernetes-versions";
import { Graph } from "../../support/graph";
import { type Body, synthesize } from "../../support/synthesize";

const clusterName = "strata-test";
const kubernetesVersion = "1.35";
const volumeTags = { "strata:environment": "test", "strata:stack": "kubernetes-cluster" };

const stack = synthesize((scope) => {
  const before = new NodeAddOns(scope, "node", {
    clusterName,
    kubernetesVersion,
    networkRoleArn: "cni-role",
    dependsOn: [],
  });
  const dependsOn = before.all;
  new ControllerAddOns(scope, "controller", {
    clusterName,
    kubernetesVersion,
    volumesRoleArn: "ebs-role",
    volumeTags,
    dependsOn,
  });
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

it("installs all of them in the version of the table", () => {
  const installed = Object.fromEntries(
    Object.entries(addOns).map(([name, { addon_version }]) => [name, addon_version]),
  );
  expect(installed).toEqual(addOnVersions[kubernetesVersion]);
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

it("turns on network policies and prefixes, in the texts that the schema takes", () => {
  expect(settingsOf("vpc-cni")).toEqual({
    enableNetworkPolicy: "true",
    env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
  });
});

it("puts controllers on the system nodes, whose taint they tolerate", () => {
  expect(settingsOf("coredns")).toMatchObject(onSystemNodes);
  expect(settingsOf("snapshot-controller")).toEqual(onSystemNodes);
  expect(settingsOf("aws-ebs-csi-driver").controller).toMatchObject(onSystemNodes);
});

it("keeps names resolvable when a node or a zone goes", () => {
  expect(settingsOf("coredns")).toMatchObject({
    autoScaling: { enabled: true, minReplicas: 2 },
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

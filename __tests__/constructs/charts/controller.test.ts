import type { Chart } from "../../../constructs/charts/chart";
import { Controller, type ControllerProps } from "../../../constructs/charts/controller";
import { HelmChart } from "../../../constructs/charts/helm-chart";
import { podsOf } from "../../../constructs/charts/traffic";
import { toPublicServices } from "../../../constructs/cluster/network-peers";
import { synthesize } from "../../support/synthesize";

const chart: Chart = {
  name: "dns-manager",
  namespace: "app-services",
  repository: "https://charts.example",
  chart: "dns",
  version: "1.2.3",
  values: {},
};
const roleArn = "arn:aws:iam::111122223333:role/strata/test/controllers/dns";
const identity = { clusterName: "strata-test", serviceAccount: "dns-manager", roleArn };
const traffic = [{ name: "dns-manager-to-aws", pods: podsOf("dns-manager"), egress: [toPublicServices] }];

function controller(props: Partial<ControllerProps> = {}) {
  return synthesize((stack) => new Controller(stack, "dns", { chart, traffic, ...props }));
}

it("has its role and its network paths before its pods", () => {
  const output = controller({ identity });
  expect(output.named("helm_release", "dns_release").depends_on).toEqual([
    "kubernetes_network_policy_v1.dns_allow-dns-manager-to-aws",
    "aws_eks_pod_identity_association.dns_identity",
  ]);
});

it("gets its role for its own service account in the chart's namespace", () => {
  expect(controller({ identity }).only("aws_eks_pod_identity_association")).toMatchObject({
    cluster_name: "strata-test",
    namespace: "app-services",
    service_account: "dns-manager",
    role_arn: roleArn,
  });
});

it("has network policies in the chart's namespace", () => {
  expect(controller().only("kubernetes_network_policy_v1").metadata).toEqual({
    namespace: "app-services",
    name: "dns-manager-to-aws",
  });
});

it("has no association when it calls no AWS service", () => {
  expect(controller().types).toEqual(["helm_release", "kubernetes_network_policy_v1"]);
});

it("comes after the charts that it needs", () => {
  const output = synthesize((stack) => {
    const first = new HelmChart(stack, "first", { chart });
    new Controller(stack, "dns", { chart, traffic: [], after: [first] });
  });
  expect(output.named("helm_release", "dns_release").depends_on).toEqual(["helm_release.first"]);
});

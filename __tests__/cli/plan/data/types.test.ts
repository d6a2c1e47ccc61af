import { releaseHolding, releases } from "../../../../cli/plan/data/releases";
import { statefulTypes } from "../../../../cli/plan/data/stateful-types";
import { statelessTypes } from "../../../../cli/plan/data/stateless-types";
import { catalogue as charts } from "../../../../constructs/charts/catalogue";
import { recordedChart } from "../../../../constructs/charts/recorded-charts";
import { catalogue } from "../../../../constructs/permissions/catalogue/catalogue";
import { environmentNames } from "../../../../environments/load";
import { environmentOutput, outputOf } from "../../../support/demo";
import { delegatedDemo, wholeDemo, wholeDemoWithPrometheus } from "../../../support/whole-demo";

const outputs = [
  ...environmentNames().map(environmentOutput),
  ...[wholeDemo, delegatedDemo, wholeDemoWithPrometheus].map(outputOf),
];
const declared = outputs.flatMap((output) =>
  ["identity", "managed-infrastructure", "kubernetes-cluster", "cluster-services", "app-services", "apps"].flatMap(
    (stack) => Object.keys(output.file(`stacks/${stack}/cdk.tf.json`).resource),
  ),
);
const types = [...new Set([...declared, ...Object.keys(catalogue)])]
  .filter((type) => type !== "helm_release" && !type.startsWith("data."))
  .sort();

it("every type that the platform declares or may declare is looked up: it holds data, or it doesn't", () => {
  expect(types.length).toBeGreaterThan(80);
  expect(types.filter((type) => !(type in statefulTypes) && !statelessTypes.has(type))).toEqual([]);
});

it("no type is in both lists", () => {
  expect(Object.keys(statefulTypes).filter((type) => statelessTypes.has(type))).toEqual([]);
});

// What follows from names alone, so that nobody waves a store through by putting it in the other list.
it("no type is without data whose name says that it has some", () => {
  const named =
    /(cluster|table|queue|bucket|repository|log_group|key|zone|file_system|vpc|namespace|stateful_set|eip)(_v\d)?$/;
  const exceptions = [
    "aws_iam_openid_connect_provider",
    "aws_route53_key_signing_key",
    "aws_route_table",
    "aws_default_route_table",
  ];
  const declaredStores = types.filter((type) => named.test(type) && !exceptions.includes(type));
  expect(declaredStores.length).toBeGreaterThan(12);
  // The namespace of Prometheus is a file of rules.
  const stateless = declaredStores.filter((type) => !(type in statefulTypes));
  expect(stateless).toEqual(["aws_prometheus_rule_group_namespace"]);
});

it("every chart of the catalogue is looked up", () => {
  expect(Object.keys(releases).sort()).toEqual([...new Set(Object.values(charts).map(({ chart }) => chart))].sort());
});

it("a chart that is said to keep nothing brings no definitions, or says where they stay", () => {
  const silent = Object.entries(releases).filter(([chart, known]) => {
    const { definitions = [] } = recordedChart(chart) ?? {};
    return definitions.length > 0 && typeof known === "string" && !/stay|crds\//.test(known);
  });
  expect(silent).toEqual([]);
});

it("the release of nodes holds them, as the stack declares it, and that of policies nothing", () => {
  const { helm_release } = environmentOutput("demo").file("stacks/cluster-services/cdk.tf.json").resource;
  expect(releaseHolding(helm_release["node-pools_release"])?.holds).toContain("every node that Karpenter started");
  expect(releaseHolding(helm_release.policies)).toBeUndefined();
  expect(releaseHolding(helm_release["karpenter-crd"])?.holds).toContain("NodePool");
});

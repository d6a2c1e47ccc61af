import type { Conditions, PolicyDocument } from "../../../constructs/identity/policy-document";
import { waiveOnRole } from "../../../constructs/identity/role-waivers";
import { type Changes, validated } from "../../environments/broken";
import { demo, type SynthesizedPlatform, synthesizePlatform } from "../../support/demo";

/** `<address> <id>` of every waiver. */
const waiversIn = (output: SynthesizedPlatform): readonly string[] =>
  output.file("guardrails.json").waivers.map(({ address, id }: Record<string, string>) => `${address} ${id}`);
const waiversOf = (changes: Changes) => waiversIn(synthesizePlatform({ environment: validated(changes) }));

it.each<[string, string, Changes]>([
  [
    "a public endpoint",
    "aws_eks_cluster.control-plane_cluster CKV_AWS_39",
    { "cluster.endpoint": { access: "private" }, runners: "in-vpc" },
  ],
  [
    "less than a year of logs",
    "aws_cloudwatch_log_group.control-plane_logs CKV_AWS_338",
    { "cluster.logRetentionDays": 365 },
  ],
])("the waiver of %s goes with it", (_, waiver, changes) => {
  expect(waiversIn(demo())).toContain(waiver);
  expect(waiversOf(changes)).not.toContain(waiver);
});

it("an image by digest needs no waiver, and one by tag does", () => {
  const digest = "kubernetes_deployment_v1.storefront_web_deployment CKV_K8S_43";
  const tag = "kubernetes_deployment_v1.storefront_catalog_deployment CKV_K8S_43";
  expect(waiversIn(demo())).not.toContain(digest);
  expect(waiversIn(demo())).toContain(tag);
});

it.each<[string, string, string]>([
  ["reads a secret's variable", "storefront_payments CKV_K8S_35", "storefront_web CKV_K8S_35"],
  ["is not asked whether it is ready", "fulfilment_dispatch CKV_K8S_9", "storefront_web CKV_K8S_9"],
])("only an app that %s needs its waiver", (_, needed, needless) => {
  const waivers = waiversIn(demo()).map((one) => one.replace(/^kubernetes_deployment_v1\.(.*)_deployment/, "$1"));
  expect(waivers).toContain(needed);
  expect(waivers).not.toContain(needless);
  // Another check looks at a container that is never asked whether it lives.
  expect(waivers).not.toContain(needed.replace(/CKV.*/, "CKV_K8S_8"));
});

it("a CPU limit takes a waiver away, and a worker that nobody asks has one more", () => {
  const worker = {
    kind: "worker",
    name: "labels",
    team: "fulfilment",
    image: { tag: "1" },
    resources: { cpuLimit: "1" },
  };
  const waivers = waiversOf({ "apps.5": worker }).filter((one) => one.includes("fulfilment_labels_"));
  expect(waivers.map((one) => one.split(" ")[1])).toEqual(["CKV_K8S_15", "CKV_K8S_43", "CKV_K8S_8", "CKV_K8S_9"]);
});

it.each<[string, string, Changes]>([
  [
    "one pod, in no production",
    "kubernetes_deployment_v1.storefront_web_deployment single-replica",
    { production: false, "apps.0.replicas": { minimum: 1, maximum: 2 } },
  ],
  [
    "support at six times the price",
    "aws_eks_cluster.control-plane_cluster extended-support",
    { "cluster.supportType": "EXTENDED" },
  ],
  [
    "a namespace at a lower level",
    "kubernetes_namespace_v1.team-storefront_space_namespace namespace-pod-security",
    {
      "policies.exceptions": [
        { policy: "restricted-pods", team: "storefront", app: "web", reason: "It writes to its own image until May." },
      ],
    },
  ],
])("an environment that asks for %s says so in a waiver", (_, waiver, changes) => {
  expect(waiversIn(demo())).not.toContain(waiver);
  expect(waiversOf(changes)).toContain(waiver);
});

it("a release of the nodes' image takes a waiver away", () => {
  const waiver = "aws_eks_node_group.system-nodes_nodes unpinned-machine-image";
  expect(waiversIn(demo())).toContain(waiver);
  expect(waiversOf({ "cluster.systemNodes": { releaseVersion: "1.35.6-20260714" } })).not.toContain(waiver);
});

it.each<[string, Conditions | undefined, number]>([
  ["a pattern of ARNs", { ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/a/*"] } }, 1],
  ["nothing", undefined, 0],
  ["something else", { Bool: { "aws:MultiFactorAuthPresent": "true" } }, 0],
])("trust in an account that is narrowed by %s", (_, Condition, waivers) => {
  const addMetadata = jest.fn();
  const statement = { Effect: "Allow", Principal: { AWS: ["arn:aws:iam::111122223333:root"] }, Condition } as const;
  const trust: PolicyDocument = { Version: "2012-10-17", Statement: [statement] };
  waiveOnRole({ node: { addMetadata } } as never, trust);
  expect(addMetadata).toHaveBeenCalledTimes(waivers);
});

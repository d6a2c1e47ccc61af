import { DataAwsAmi } from "@cdktf/provider-aws/lib/data-aws-ami";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { describeFinding } from "../../../constructs/errors";
import { guardrailFindings } from "../../../constructs/guardrails/check";
import { FinishedTree } from "../../../constructs/guardrails/finished-tree";
import { roleBoundary } from "../../../constructs/guardrails/identity/role-boundary";
import { iamOutsideIdentity } from "../../../constructs/guardrails/placement/iam-outside-identity";
import { missingTags } from "../../../constructs/guardrails/placement/missing-tags";
import { nameTooLong } from "../../../constructs/guardrails/placement/name-too-long";
import { providerNotAllowed } from "../../../constructs/guardrails/placement/provider-not-allowed";
import { provisioner } from "../../../constructs/guardrails/placement/provisioner";
import { typeNotAllowed } from "../../../constructs/guardrails/placement/type-not-allowed";
import type { PlatformStack } from "../../../constructs/stack/platform-stack";
import { breakable } from "../../support/broken-tree";
import { twoStacks } from "../../support/two-stacks";

const rules = [iamOutsideIdentity, typeNotAllowed, providerNotAllowed, provisioner, missingTags, nameTooLong];

/** What is said of something in a stand-in for kubernetes-cluster. */
function findingsOn(declare: (stack: PlatformStack) => void): readonly string[] {
  const { app, consumer } = twoStacks();
  declare(consumer);
  return guardrailFindings(new FinishedTree(app.resolveAll()), [...rules, roleBoundary]).map(describeFinding);
}

it("a role outside of identity breaks two rules, one line each", () => {
  const role = (stack: PlatformStack) => new IamRole(stack, "nodes", { name: "nodes", assumeRolePolicy: "{}" });
  expect(findingsOn(role)).toEqual([
    'kubernetes-cluster/nodes is "aws_iam_role": kubernetes-cluster would make principals or their rights, which only ' +
      "identity may: its own deployers could give themselves any right. Fix: declare it in stacks/1-identity, and hand " +
      "its name or ARN over through the contract. [iam-outside-identity]",
    "kubernetes-cluster/nodes (permissions_boundary): nothing limits what a later policy could give it. Fix: make it " +
      "by PlatformRole, which asks for one of the boundaries of constructs/identity/boundaries. [role-boundary]",
  ]);
});

it.each<[string, (stack: PlatformStack) => void, string]>([
  [
    "a type that no stack is for",
    (stack) => new LambdaFunction(stack, "x", { functionName: "x", role: "r" }),
    'kubernetes-cluster/x is "aws_lambda_function": kubernetes-cluster is not for resources of this type. Fix: declare ' +
      "it in a Terraform configuration of its own: no stack is for it; what else a stack may hold is said in " +
      "stacks/boundaries.ts. [type-not-allowed]",
  ],
  [
    "a data source",
    (stack) => new DataAwsAmi(stack, "x", { owners: ["self"] }),
    'kubernetes-cluster/x is "data.aws_ami": kubernetes-cluster is not for resources of this type. Fix: declare ' +
      "it in a Terraform configuration of its own: no stack is for it; what else a stack may hold is said in " +
      "stacks/boundaries.ts. [type-not-allowed]",
  ],
  [
    "a second provider without tags",
    (stack) => new AwsProvider(stack, "x", { alias: "x", region: "us-east-1", defaultTags: [{ tags: { team: "a" } }] }),
    "kubernetes-cluster/x (default_tags.tags.strata:stack): what this provider makes would not bear the tag " +
      "strata:stack = kubernetes-cluster, which rights and cost reports rest on. Fix: declare resources with the " +
      "provider of PlatformStack, and tags of the environment in aws.tags. [missing-tags]",
  ],
  [
    "a tag of another environment",
    (stack) => new SecurityGroup(stack, "x", { name: "x", tags: { "strata:environment": "prod", team: "a" } }),
    'kubernetes-cluster/x (tags.strata:environment) is "prod": the tag would take the resource from the rights of its ' +
      "own stack, for which it is demo. Fix: leave the tag out: the provider sets it. [missing-tags]",
  ],
  [
    "a name that AWS does not take",
    (stack) => new SecurityGroup(stack, "x", { name: "x".repeat(256) }),
    `kubernetes-cluster/x (name) is "${"x".repeat(116)}...: the name has 256 characters, and aws_security_group takes 255. ` +
      "Fix: shorten what it is made of: the name of the environment, the team, the app or the thing itself. [name-too-long]",
  ],
  [
    "a command of its own",
    (stack) => {
      const group = new SecurityGroup(stack, "x", { name: "x" });
      group.addOverride("provisioner", [{ "local-exec": { command: "true" } }]);
    },
    "kubernetes-cluster/x (provisioner): a command would run with the deployer's rights, unseen by plans and by the " +
      "derivation of permissions. Fix: leave provisioners out: let a Job of the cluster do it, or a step of the " +
      "pipeline. [provisioner]",
  ],
])("refuses %s", (_, declare, finding) => expect(findingsOn(declare)).toContain(finding));

it("allows what a stack is for, with its own tags and a name that fits", () => {
  const tags = { team: "a", "strata:stack": "kubernetes-cluster" };
  expect(findingsOn((stack) => new SecurityGroup(stack, "x", { name: "x".repeat(255), tags }))).toEqual([]);
});

it("says which stack a provider is of no use for", () => {
  const demo = breakable();
  const tree = demo.moved(demo.address(/^provider\.helm$/), "managed-infrastructure/helm");
  expect(guardrailFindings(tree, [providerNotAllowed]).map(describeFinding)).toEqual([
    'managed-infrastructure/helm is "helm": managed-infrastructure has no use for this provider, and would log in with ' +
      "it. Fix: remove it: by stacks/boundaries.ts managed-infrastructure holds resources of aws only. [provider-not-allowed]",
  ]);
});

import type { StackId } from "../../constructs/stack/stack-id";
import { wholeDemo } from "../support/whole-demo";
import { type Check, Checks } from "./support/checks";
import {
  alsoNaming,
  changing,
  everywhere,
  inBoundary,
  inPolicies,
  type Mutation,
  notNaming,
  operators,
  removed,
  replaced,
  unconditional,
  without,
} from "./support/mutate";
import { printed } from "./support/printed";
import { deployer, type ProvenPlatform } from "./support/proven";
import { everything } from "./support/takeovers";

const checks = new Checks(wholeDemo);
const environmentTag = /strata:environment$/;
const stackTag = /strata:stack$/;

/** All its names begin with ours. */
const otherEnvironment = { environment: "demo-two" };

const acrossStacks = checks.isolated("app-services", "managed-infrastructure");
const acrossEnvironments = checks.apart("managed-infrastructure");
const intoTheCluster = checks.lettingIn("kubernetes-cluster");

/** What is changed, how, and the proof that has to notice. */
const mutations: readonly (readonly [string, Mutation, Check])[] = [
  // Wider
  [
    "a deletion without its conditions",
    inPolicies("app-services", "ec2:DeleteSecurityGroup", unconditional),
    acrossStacks,
  ],
  [
    "a deletion on the environment's tag alone",
    inPolicies("app-services", "ec2:DeleteSecurityGroup", without(stackTag)),
    acrossStacks,
  ],
  [
    "a deletion on the stack's tag alone",
    inPolicies("managed-infrastructure", "ec2:DeleteVpc", without(environmentTag)),
    acrossEnvironments,
  ],
  [
    "a deletion of what has no tags at all",
    inPolicies("managed-infrastructure", "ec2:DeleteVpc", operators("StringEquals", "StringEqualsIfExists")),
    checks.keepingOff("managed-infrastructure"),
  ],
  [
    "the adoption of what bears tags already",
    inPolicies("managed-infrastructure", "ec2:CreateTags", without(/^aws:ResourceTag/)),
    checks.isolated("managed-infrastructure", "app-services"),
  ],
  [
    "other ownership tags for own things",
    inPolicies("managed-infrastructure", "ecr:UntagResource", without(/^aws:TagKeys$/)),
    checks.kept("managed-infrastructure"),
  ],
  [
    "tags for a file system that is there already",
    inPolicies("managed-infrastructure", "elasticfilesystem:TagResource", without(/CreateAction$/)),
    checks.keepingOff("managed-infrastructure"),
  ],
  [
    "an interface deleted by hand, which only EFS may delete",
    inPolicies("managed-infrastructure", "ec2:DeleteNetworkInterface", unconditional),
    checks.keepingOff("managed-infrastructure"),
  ],
  [
    "creation under any name",
    inPolicies("app-services", "rds:DeleteDBCluster", (one) => unconditional(everywhere(one) ?? one)),
    checks.apart("app-services"),
  ],
  [
    "the handing over of any role",
    inPolicies("managed-infrastructure", "iam:PassRole", everywhere),
    checks.handing("managed-infrastructure"),
  ],
  ["the handing over to any service", inPolicies("apps", "iam:PassRole", unconditional), checks.handing("apps")],
  [
    "the handing over of other controllers' roles",
    inPolicies("cluster-services", "iam:PassRole", replaced("strata-demo-ctl-fluent-bit", "*")),
    checks.handing("cluster-services"),
  ],
  [
    "the move of any alias",
    inPolicies("managed-infrastructure", "kms:UpdateAlias", everywhere),
    checks.aliasing("managed-infrastructure"),
  ],
  [
    "an alias on anybody's key",
    inPolicies("managed-infrastructure", "kms:CreateAlias", unconditional),
    checks.aliasing("managed-infrastructure"),
  ],
  [
    "the deletion of any log group",
    inPolicies("cluster-services", "logs:DeleteLogGroup", (one) => unconditional(everywhere(one) ?? one)),
    checks.records,
  ],
  [
    "the end of flow logs by whoever has EC2",
    inPolicies("app-services", "ec2:DeleteSecurityGroup", (one) => {
      return unconditional(everywhere(alsoNaming("ec2:DeleteFlowLogs")(one) ?? one) ?? one);
    }),
    checks.records,
  ],
  [
    "anybody as an administrator of the cluster",
    inPolicies("kubernetes-cluster", "eks:CreateAccessEntry", without(/^eks:principalArn$/)),
    intoTheCluster,
  ],
  [
    "any group in the cluster",
    inPolicies("kubernetes-cluster", "eks:CreateAccessEntry", without(/^eks:kubernetesGroups$/)),
    intoTheCluster,
  ],
  [
    "a plan role that applies",
    (platform) => {
      const { policies } = deployer(platform, "cluster-services", "apply");
      return changing("cluster-services", "plan", (role) => ({ ...role, policies }))(platform);
    },
    checks.planning("cluster-services"),
  ],
  ["a contract that can't be decrypted", inPolicies("apps", "kms:Decrypt", removed, "plan"), checks.states],
  [
    "a role that everybody in the account may assume",
    (platform) => ({ ...platform, roles: platform.roles.map((role) => ({ ...role, trust: openTrust(platform) })) }),
    checks.chaining,
  ],
  ["no boundary for identity", dropBoundary("identity"), checks.root],
  ["a boundary that leaves the root open", inBoundary("identity", "RootStays", removed), checks.root],
  ["a boundary that lets roles be without one", inBoundary("identity", "NoneWithoutBoundary", removed), checks.root],
  [
    "a boundary that can be taken away",
    inBoundary("identity", "OwnPath", alsoNaming("iam:DeleteRolePermissionsBoundary")),
    checks.root,
  ],
  ["identities outside of the environment's path", inBoundary("identity", "OwnPath", everywhere), checks.root],
  [
    "roles handed over to any service",
    inBoundary("identity", "FillProfiles", (one) => unconditional(everywhere(one) ?? one)),
    checks.root,
  ],
  ["roles with any kind's boundary", inPolicies("identity", "iam:CreateRole", unconditional), checks.born],
  ["instance profiles of any path", inPolicies("identity", "iam:AddRoleToInstanceProfile", everywhere), checks.born],
  ["policies of any path", inPolicies("identity", "iam:CreatePolicyVersion", everywhere), checks.born],
  [
    "a boundary that leaves other environments' databases",
    inBoundary("app-services", "OtherEnvironments", removed),
    checks.leaving("app-services", otherEnvironment, /^rds:/),
  ],
  [
    "a boundary that leaves strangers' networks",
    inBoundary("managed-infrastructure", "ec2:*", unconditional),
    checks.leaving("managed-infrastructure", {}, /^ec2:Delete/),
  ],
  [
    "a boundary that leaves strangers' launch templates",
    inBoundary("kubernetes-cluster", "ec2:*", unconditional),
    checks.ending("kubernetes-cluster"),
  ],
  [
    "a boundary that leaves strangers' machines to whoever breaks the glass",
    inBoundary("break-glass", "ec2:*", unconditional),
    checks.ending("break-glass"),
  ],
  [
    "a service that runs code as somebody",
    inBoundary("people", "See", alsoNaming("lambda:UpdateFunctionCode")),
    checks.ending("people"),
  ],
  [
    "marks for what is there already",
    inBoundary("controllers", "ec2:CreateTags", unconditional),
    checks.leaving("controllers", {}, /^ec2:CreateTags$/),
  ],
  [
    "strangers' secrets for pods",
    inBoundary("workloads", "secretsmanager:GetSecretValue", everywhere),
    checks.leaving("workloads", {}, /^secretsmanager:/),
  ],
  [
    "strangers' repositories for pipelines",
    inBoundary("pipelines", "Images", everywhere),
    checks.leaving("pipelines", {}, /^ecr:/),
  ],
  [
    "access keys for users, by no boundary",
    (platform) =>
      changing("apps", "apply", (role) => ({
        ...role,
        boundary: everything,
        policies: [{ name: "x", document: everything }],
      }))(platform),
    checks.escalating("apps"),
  ],
  [
    "an action on everything that AWS authorizes on less",
    inPolicies("managed-infrastructure", "ec2:DeleteVpc", everywhere),
    checks.lawful("managed-infrastructure"),
  ],
  [
    "an action that does not exist",
    inPolicies("apps", "eks:CreatePodIdentityAssociation", alsoNaming("eks:CreatePodIdentity")),
    checks.lawful("apps"),
  ],
  [
    "a condition that the action does not know",
    inPolicies("managed-infrastructure", "ec2:DeleteVpc", replaced("aws:ResourceTag", "aws:RequestTag")),
    checks.lawful("managed-infrastructure"),
  ],
  // Narrower
  [
    "an action less",
    inPolicies("managed-infrastructure", "ec2:CreateSubnet", notNaming("ec2:CreateSubnet")),
    checks.sufficient("managed-infrastructure"),
  ],
  [
    "tags that can't be given at creation",
    inPolicies("managed-infrastructure", "ec2:CreateTags", removed),
    checks.sufficient("managed-infrastructure"),
  ],
  [
    "the VPC of another stack",
    inPolicies("app-services", "ec2:CreateSecurityGroup", replaced("managed-infrastructure", "app-services")),
    checks.sufficient("app-services"),
  ],
  [
    "another environment",
    inPolicies("apps", "eks:CreatePodIdentityAssociation", replaced('"demo"', '"other"')),
    checks.sufficient("apps"),
  ],
  [
    "a boundary without the stack's buckets",
    inBoundary("managed-infrastructure", "s3:*", notNaming("s3:*")),
    checks.sufficient("managed-infrastructure"),
  ],
  [
    "a boundary without a service",
    inBoundary("app-services", "rds:*", notNaming("rds:*")),
    checks.sufficient("app-services"),
  ],
  [
    "a boundary without load balancers",
    inBoundary("controllers", "elasticloadbalancing:*", notNaming("elasticloadbalancing:*")),
    checks.sparing("ctl-load-balancer-controller"),
  ],
  [
    "a boundary without datastores",
    inBoundary("people", "Datastores", removed),
    checks.sparing("people-database-administrator"),
  ],
  [
    "the states of two stacks swapped",
    (platform) => {
      const state = (stack: StackId) => deployer(platform, stack, "apply").policies.filter(isState);
      const swapped = (stack: StackId, other: StackId) =>
        changing(stack, "apply", (role) => {
          return { ...role, policies: [...role.policies.filter((policy) => !isState(policy)), ...state(other)] };
        });
      return swapped("apps", "cluster-services")(swapped("cluster-services", "apps")(platform));
    },
    checks.states,
  ],
  ["a lock that stays", inPolicies("apps", "s3:DeleteObject", notNaming("s3:DeleteObject")), checks.states],
];

describe("a proof turns red for", () => {
  it.each(mutations)("%s", async (_, mutate, check) => {
    expect(await unchanged(check)).toEqual([]);
    const failing = await check(mutate(checks.platform));
    expect(failing.length).toBeGreaterThan(0);
  });

  it("each of these", () => printed("mutation", mutations.length, "ways to widen or narrow the policies noticed"));
});

const answers = new Map<Check, Promise<readonly string[]>>();

/** What a check says of things as they are. */
function unchanged(check: Check): Promise<readonly string[]> {
  const answer = answers.get(check) ?? check(checks.platform);
  answers.set(check, answer);
  return answer;
}

function isState({ name }: { readonly name: string }): boolean {
  return name.endsWith("-state");
}

function dropBoundary(stack: StackId): Mutation {
  return changing(stack, undefined, (role) => ({ ...role, boundary: everything }));
}

function openTrust({ account }: ProvenPlatform): ProvenPlatform["roles"][number]["trust"] {
  const Principal = { AWS: [`arn:aws:iam::${account}:root`] };
  return { Version: "2012-10-17", Statement: [{ Sid: "All", Effect: "Allow", Principal, Action: ["sts:AssumeRole"] }] };
}

import { eks } from "../../../../constructs/permissions/catalogue/eks";
import type { ResourceView } from "../../../../constructs/permissions/entry";
import { merge } from "../../../../constructs/permissions/merge";
import { pack } from "../../../../constructs/permissions/pack";
import type { StackId } from "../../../../constructs/stack/stack-id";
import {
  applyOf,
  demo,
  grantsOf,
  lintOf,
  needsIn,
  notGranted,
  tags,
  tried,
  unclear,
  unlimited,
  unreasoned,
  verdict,
} from "./platform-needs";

const own = "kubernetes-cluster";
const arn = (resource: string) => `arn:aws:eks:eu-central-1:111122223333:${resource}`;
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const association = arn("podidentityassociation/strata-demo/a-1");
const receives = tags("RequestTag", own);
const bears = tags("ResourceTag", own);

it("follows every reference of the demo", () => expect(unclear).toEqual([]));

it("grants every call that the provider was seen making", () => {
  expect(tried(eks)).toEqual(Object.keys(eks));
  expect(notGranted(eks)).toEqual([]);
});

it("agrees with AWS's service authorization data", async () => expect(await lintOf(eks)).toEqual([]));

it("writes without a resource only where EKS knows none", () => {
  expect(unlimited(eks)).toEqual(["eks:CreateCluster"]);
  for (const action of unreasoned(eks)) expect(action).toMatch(/^ec2:Describe/);
});

describe("who gets into the cluster", () => {
  const letIn = (principal: string, groups: readonly string[] | undefined, context = {}) =>
    verdict(applyOf(own), {
      action: "eks:CreateAccessEntry",
      resource: arn("cluster/strata-demo"),
      context: {
        ...receives,
        "eks:accessEntryType": "STANDARD",
        "eks:principalArn": role(principal),
        ...(groups && { "eks:kubernetesGroups": groups }),
        ...context,
      },
    });
  const deployer = (name: string) => `strata/demo/deployers/strata-demo-${name}`;

  it.each([
    [deployer("apps-apply"), ["strata:apply:apps"]],
    [deployer("apps-plan"), ["strata:plan:apps"]],
    [deployer("app-services-apply"), undefined],
    ["strata/demo/people/strata-demo-people-operator", ["strata:people:operator"]],
    ["strata/demo/people/storefront/strata-demo-dev-storefront", ["strata:developers:storefront"]],
  ])("%s, into %s", (principal, groups) => expect(letIn(principal, groups)).toBe("allowed"));

  it.each([
    ["a stranger", "stranger", undefined],
    ["a stranger in a known group", "stranger", ["strata:developers:storefront"]],
    ["a plan role in an apply group", deployer("apps-plan"), ["strata:apply:apps"]],
    ["a plan role in one group too many", deployer("apps-plan"), ["strata:plan:apps", "system:masters"]],
    [
      "a developer in a deployers' group",
      "strata/demo/people/storefront/strata-demo-dev-storefront",
      ["strata:apply:apps"],
    ],
    ["a deployer without a group, who has one", deployer("apps-apply"), undefined],
    ["an administrator in a group", deployer("app-services-apply"), ["strata:apply:apps"]],
    ["another environment's deployer", "strata/prod/deployers/strata-prod-apps-apply", ["strata:apply:apps"]],
    ["an app", "strata/demo/apps/storefront/strata-demo-app-storefront-web", undefined],
  ])("never %s", (_, principal, groups) => expect(letIn(principal, groups)).toBe("denied"));

  it("never as a node, nor untagged", () => {
    const known = [deployer("apps-apply"), ["strata:apply:apps"]] as const;
    expect(letIn(...known, { "eks:accessEntryType": "EC2_LINUX" })).toBe("denied");
    expect(letIn(...known, tags("RequestTag", "apps"))).toBe("denied");
  });
});

describe("who is made an administrator", () => {
  const policy = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;
  const associate = (name: string, context = {}, action = "eks:AssociateAccessPolicy") =>
    verdict(applyOf(own), {
      action,
      resource: arn(`access-entry/strata-demo/role/111122223333/${name}/1b2c`),
      context: {
        ...bears,
        "eks:policyArn": policy("AmazonEKSClusterAdminPolicy"),
        "eks:accessScope": "cluster",
        ...context,
      },
    });

  it.each(["kubernetes-cluster-apply", "cluster-services-apply", "app-services-apply", "people-break-glass"])(
    "%s",
    (name) => {
      expect(associate(`strata-demo-${name}`)).toBe("allowed");
      // The request to take it away names no scope.
      const context = { "eks:accessScope": "" };
      expect(associate(`strata-demo-${name}`, context, "eks:DisassociateAccessPolicy")).toBe("allowed");
    },
  );

  it.each(["apps-apply", "apps-plan", "kubernetes-cluster-plan", "people-operator", "dev-storefront", "eks-node"])(
    "not %s",
    (name) => expect(associate(`strata-demo-${name}`)).toBe("denied"),
  );

  it("by no other policy, in no other scope, and on no entry of a stranger", () => {
    const name = "strata-demo-app-services-apply";
    expect(associate(name, { "eks:policyArn": policy("AmazonEKSAdminPolicy") })).toBe("denied");
    expect(associate(name, { "eks:accessScope": "namespace" })).toBe("denied");
    expect(associate(name, tags("ResourceTag", "apps"))).toBe("denied");
  });

  it("in the namespaces that the association names, where it names some", () => {
    const texts: Readonly<Record<string, string>> = {
      cluster_name: "strata-demo",
      policy_arn: policy("AmazonEKSEditPolicy"),
      "access_scope[0].type": "namespace",
      "access_scope[0].namespaces": "storefront,checkout",
    };
    const view = {
      stack: own,
      environment: "demo",
      has: (argument: string) => argument in texts,
      text: (argument: string) => texts[argument] ?? "*",
      arns: () => [role("someone")],
    } as Partial<ResourceView> as ResourceView;
    const grants = eks.aws_eks_access_policy_association?.create(view) ?? [];
    const into = (...namespaces: readonly string[]) => ({
      "eks:accessScope": "namespace",
      "eks:namespaces": namespaces,
    });
    const call = (context: ReturnType<typeof into>) => {
      const resource = grants[0]?.resources[0]?.replace("*", "1") ?? "";
      const all = { ...bears, "eks:policyArn": texts.policy_arn ?? "", ...context };
      return verdict(grants, { action: "eks:AssociateAccessPolicy", resource, context: all });
    };
    expect(call(into("checkout"))).toBe("allowed");
    expect(call(into("checkout", "kube-system"))).toBe("denied");
    expect(verdict(grants, { action: "eks:AssociateAccessPolicy", resource: "*", context: bears })).toBe("denied");
  });
});

describe("associations of pods with roles", () => {
  const stackRoles = (stack: StackId) => applyOf(stack).filter(({ actions }) => actions.includes("iam:PassRole"));
  const pass = (stack: StackId, name: string, service = "pods.eks.amazonaws.com") =>
    verdict(stackRoles(stack), {
      action: "iam:PassRole",
      resource: role(name),
      context: { "iam:PassedToService": service },
    });

  it("hand out the roles of the stack's own pods, to pods alone", () => {
    expect(pass("cluster-services", "strata/demo/controllers/strata-demo-ctl-fluent-bit")).toBe("allowed");
    expect(pass("cluster-services", "strata/demo/controllers/strata-demo-ctl-cert-manager")).toBe("denied");
    expect(pass(own, "strata/demo/controllers/strata-demo-ctl-vpc-cni")).toBe("allowed");
    expect(pass(own, "strata/demo/controllers/strata-demo-ctl-vpc-cni", "ec2.amazonaws.com")).toBe("denied");
    expect(pass(own, "strata/demo/cluster/strata-demo-eks-node")).toBe("denied");
  });

  it("hand out to apps what lies under their team's path", () => {
    expect(pass("apps", "strata/demo/apps/storefront/strata-demo-app-storefront-web")).toBe("allowed");
    expect(pass("apps", "strata/demo/apps/payroll/strata-demo-app-payroll-web")).toBe("denied");
    expect(pass("apps", "strata/demo/controllers/strata-demo-ctl-fluent-bit")).toBe("denied");
    expect(pass("apps", "strata/demo/apps/storefront/strata-demo-app-storefront-web", "ec2.amazonaws.com")).toBe(
      "denied",
    );
  });

  it.each(["eks:DeletePodIdentityAssociation", "eks:UpdatePodIdentityAssociation"])(
    "are their stack's own: %s",
    (action) => {
      const change = (owner: StackId, by: StackId) =>
        verdict(applyOf(by), { action, resource: association, context: tags("ResourceTag", owner) });
      expect(change("apps", "apps")).toBe("allowed");
      expect(change("cluster-services", "apps")).toBe("denied");
      // The cluster's stack may also change those that come with an add-on, tagged or not, and no stack's.
      expect(change("apps", own)).toBe("denied");
      expect(change(own, own)).toBe("allowed");
      expect(verdict(applyOf(own), { action, resource: association })).toBe("allowed");
      expect(verdict(applyOf("apps"), { action, resource: association })).toBe("denied");
    },
  );

  it("do not change hands by new tags", () => {
    const retag = (context: Readonly<Record<string, string | readonly string[]>>) =>
      verdict(applyOf("apps"), { action: "eks:TagResource", resource: association, context });
    const requested = { ...tags("RequestTag", "apps"), "aws:TagKeys": ["strata:environment", "strata:stack"] };
    expect(retag(requested)).toBe("allowed");
    expect(retag({ ...requested, ...tags("ResourceTag", "cluster-services") })).toBe("denied");
    expect(retag({ ...requested, ...tags("ResourceTag", "apps", "prod") })).toBe("denied");
    expect(retag({ ...tags("ResourceTag", "apps"), "aws:TagKeys": ["owner"] })).toBe("allowed");
    expect(retag({ ...tags("ResourceTag", "apps"), "aws:TagKeys": ["owner", "strata:stack"] })).toBe("denied");
  });
});

describe("a node group with a launch template", () => {
  const ec2 = (resource: string) => `arn:aws:ec2:eu-central-1:111122223333:${resource}`;
  const run = (resource: string, context = {}) =>
    verdict(
      grantsOf(({ type }) => type === "aws_eks_node_group", "create"),
      {
        action: "ec2:RunInstances",
        resource,
        context,
      },
    );

  it.each(["instance/i-1", "network-interface/eni-1", "volume/vol-1"])("starts %s with its own tags", (resource) => {
    expect(run(ec2(resource), receives)).toBe("allowed");
    expect(run(ec2(resource))).toBe("denied");
    const tagging = { action: "ec2:CreateTags", resource: ec2(resource) };
    const tag = (CreateAction: string) =>
      verdict(applyOf(own), { ...tagging, context: { ...receives, "ec2:CreateAction": CreateAction } });
    expect(tag("RunInstances")).toBe("allowed");
    expect(tag("CreateVolume")).toBe("denied");
    expect(verdict(applyOf(own), { ...tagging, context: { ...receives, ...bears } })).toBe("denied");
  });

  it("starts from its own template, in the network's subnets", () => {
    const network = tags("ResourceTag", "managed-infrastructure");
    expect(run(ec2("launch-template/lt-1"), bears)).toBe("allowed");
    expect(run(ec2("launch-template/lt-1"), network)).toBe("denied");
    expect(run(ec2("subnet/subnet-1"), network)).toBe("allowed");
    expect(run(ec2("subnet/subnet-1"), bears)).toBe("denied");
    expect(run(ec2("subnet/subnet-1"), tags("ResourceTag", "managed-infrastructure", "prod"))).toBe("denied");
    expect(run(ec2("security-group/sg-1"))).toBe("allowed");
    expect(run("arn:aws:ec2:eu-central-1::image/ami-1")).toBe("allowed");
    expect(run(ec2("key-pair/mine"))).toBe("denied");
  });

  it("starts as well when its version changes", () => {
    const grants = grantsOf(({ type }) => type === "aws_eks_node_group", "update");
    const call = { action: "ec2:RunInstances", resource: ec2("instance/i-1"), context: receives };
    expect(verdict(grants, call)).toBe("allowed");
  });
});

describe("the key of the cluster's secrets", () => {
  const grant = (alias: string, service: string) =>
    verdict(applyOf(own), {
      action: "kms:CreateGrant",
      resource: "arn:aws:kms:eu-central-1:111122223333:key/1",
      context: { "kms:ResourceAliases": [alias], "kms:ViaService": `${service}.eu-central-1.amazonaws.com` },
    });

  it("is handed to EKS, which makes its grant without kms:GrantIsForAWSResource", () => {
    expect(grant("alias/strata/demo/cluster", "eks")).toBe("allowed");
    expect(grant("alias/strata/demo/database", "eks")).toBe("denied");
    expect(grant("alias/strata/demo/cluster", "rds")).toBe("denied");
  });
});

it("grows with the teams, not with the apps: 35 teams with 100 apps fit", () => {
  const [team, app] = [demo.teams[0], demo.apps[0]];
  if (!team || !app) throw new Error("the demo has no team or no app");
  const named = (kind: string, count: number) => Array.from({ length: count }, (_, index) => `${kind}-${index}`);
  const { needs, unclear } = needsIn({
    ...demo,
    teams: named("team", 35).map((name) => ({ ...team, name })),
    apps: named("app", 100).map((name, index) => ({ ...app, name, team: `team-${index % 35}`, calledBy: [] })),
  });
  expect(unclear).toEqual([]);
  const statements = (stack: StackId) =>
    merge(needs.filter((one) => one.stack === stack).flatMap((one) => Object.values(one.needs).flat()));
  const suffixes = (stack: StackId) => pack(statements(stack)).map(({ suffix }) => suffix);
  expect(needs.filter(({ stack }) => stack === "apps").length).toBe(100);
  const passing = statements("apps").filter(({ Action }) => Action.includes("iam:PassRole"));
  expect(passing.map(({ Resource }) => Resource.length)).toEqual([35]);
  expect(suffixes("apps")).toEqual(["access", "compute"]);
  expect(suffixes(own)).toEqual(["access", "compute", "compute-2", "logs", "network"]);
  // Who is let in takes as many statements as for two teams.
  const lettingIn = (all: readonly { readonly Action: readonly string[] }[]) =>
    all.filter(({ Action }) => Action.includes("eks:CreateAccessEntry")).length;
  expect(lettingIn(statements(own))).toBe(lettingIn(merge(applyOf(own))));
});

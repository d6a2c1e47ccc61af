import { certManager } from "../../../constructs/identity/controllers/cert-manager";
import type { ControllerContext } from "../../../constructs/identity/controllers/controller-context";
import { ControllerRoles } from "../../../constructs/identity/controllers/controller-roles";
import { ebsCsi } from "../../../constructs/identity/controllers/ebs-csi";
import { externalDns } from "../../../constructs/identity/controllers/external-dns";
import { fluentBit } from "../../../constructs/identity/controllers/fluent-bit";
import { loadBalancerController } from "../../../constructs/identity/controllers/load-balancer-controller";
import { vpcCni } from "../../../constructs/identity/controllers/vpc-cni";
import type { PolicyDocument } from "../../../constructs/identity/policy-document";
import { type Controller, controllers } from "../../../constructs/names";
import { synthesize } from "../../support/synthesize";
import { aws, deployed, environment, names } from "./support/context";
import { actionsOf, decide } from "./support/iam";

const context: ControllerContext = { ...deployed, environment };
const zone = (id: string) => `arn:aws:route53:::hostedzone/${id}`;
const ec2 = (type: string) => `arn:aws:ec2:${aws.region}:${aws.accountId}:${type}/1`;
const ofCluster = {
  "aws:ResourceTag/strata:environment": "prod",
  "aws:ResourceTag/strata:stack": "kubernetes-cluster",
};

function record(policy: PolicyDocument, name: string, type: string, action = "UPSERT", resource = zone("Z1")) {
  const key = "route53:ChangeResourceRecordSets";
  const values = {
    [`${key}NormalizedRecordNames`]: [name],
    [`${key}RecordTypes`]: [type],
    [`${key}Actions`]: [action],
  };
  return decide([policy], { action: key, resource, context: values });
}

describe("roles", () => {
  const boundaryArn = names.boundaryArn("workloads");
  const stack = synthesize((scope) => new ControllerRoles(scope, "controllers", { ...context, boundaryArn }));

  it.each(Object.keys(controllers) as Controller[])(
    "%s: for its own service account, below its boundary",
    (controller) => {
      const role = stack.named("aws_iam_role", `controllers_${controller}_role`);
      expect(role).toMatchObject({
        name: names.controllerRole(controller),
        path: names.rolePath("controllers"),
        permissions_boundary: boundaryArn,
      });
      const { namespace, serviceAccount } = controllers[controller];
      expect(JSON.parse(role.assume_role_policy).Statement[0].Condition).toEqual({
        StringEquals: {
          "aws:SourceAccount": aws.accountId,
          "aws:RequestTag/kubernetes-namespace": namespace,
          "aws:RequestTag/kubernetes-service-account": serviceAccount,
        },
        ArnEquals: { "aws:SourceArn": names.clusterArn },
      });
    },
  );
});

describe("external-dns", () => {
  const policy = externalDns(context);

  it.each([
    ["shop.example.com", "A"],
    ["www.shop.example.com", "AAAA"],
    ["a-strata.www.shop.example.com", "TXT"],
  ])("writes %s %s", (name, type) => expect(record(policy, name, type)).toBe("allowed"));

  it.each([
    ["another domain", "www.example.com", "A"],
    ["a domain that only ends alike", "evilshop.example.com", "A"],
    ["the delegation of a name", "www.shop.example.com", "NS"],
    ["mail", "shop.example.com", "MX"],
    ["the answer to a challenge", "_acme-challenge.shop.example.com", "TXT"],
    ["ACM's proofs", "_0a1b.shop.example.com", "CNAME"],
  ])("never writes %s", (_, name, type) => expect(record(policy, name, type)).toBe("denied"));

  it("writes nothing when nothing is said about the records", () => {
    expect(decide([policy], { action: "route53:ChangeResourceRecordSets", resource: zone("Z1") })).toBe("denied");
  });

  it("knows one zone, where it exists already", () => {
    const existing = externalDns({ ...context, zoneId: "Z1" });
    expect(record(existing, "www.shop.example.com", "A")).toBe("allowed");
    expect(record(existing, "www.shop.example.com", "A", "UPSERT", zone("Z2"))).toBe("denied");
  });
});

describe("cert-manager", () => {
  const policy = certManager(context);

  it.each(["_acme-challenge.shop.example.com", "_acme-challenge.www.shop.example.com"])("answers %s", (name) => {
    expect(record(policy, name, "TXT")).toBe("allowed");
  });

  it.each([
    ["_acme-challenge.example.com", "TXT"],
    ["www.shop.example.com", "TXT"],
    ["_acme-challenge.shop.example.com", "A"],
  ])("never writes %s %s", (name, type) => expect(record(policy, name, type)).toBe("denied"));
});

it("fluent-bit writes to the platform's two log groups and reads nothing", () => {
  const policy = fluentBit(context);
  const put = (group: string) =>
    decide([policy], { action: "logs:PutLogEvents", resource: names.arn("logs", `log-group:${group}:log-stream:x`) });
  expect(["applications", "system"].map((part) => put(names.logGroup(part)))).toEqual(["allowed", "allowed"]);
  expect([put(names.logGroup("flow-logs")), put(names.controlPlaneLogGroup)]).toEqual(["denied", "denied"]);
  expect(actionsOf(policy)).toEqual(["logs:CreateLogStream", "logs:PutLogEvents"]);
});

describe("vpc-cni", () => {
  const may = (resource: string, tags: object, action = "ec2:ModifyNetworkInterfaceAttribute") =>
    decide([vpcCni(context)], { action, resource, context: { ...tags } });

  it("changes interfaces of this cluster and of its nodes, and no others", () => {
    const named = (name: string) => ({ "aws:ResourceTag/cluster.k8s.amazonaws.com/name": name });
    expect(may(ec2("network-interface"), named("strata-prod"))).toBe("allowed");
    expect(may(ec2("network-interface"), ofCluster)).toBe("allowed");
    expect(may(ec2("network-interface"), named("strata-test"))).toBe("denied");
    expect(may(ec2("network-interface"), {})).toBe("denied");
    expect(may(ec2("instance"), ofCluster)).toBe("allowed");
    expect(may(ec2("instance"), {})).toBe("denied");
  });

  it("marks what it makes with the cluster's name", () => {
    const tag = (name: string) => ({ "aws:RequestTag/cluster.k8s.amazonaws.com/name": name });
    expect(may(ec2("network-interface"), tag("strata-prod"), "ec2:CreateNetworkInterface")).toBe("allowed");
    expect(may(ec2("network-interface"), tag("strata-test"), "ec2:CreateNetworkInterface")).toBe("denied");
  });
});

describe("ebs-csi", () => {
  const may = (action: string, resource: string, tags: object) =>
    decide([ebsCsi(context)], { action, resource, context: { ...tags } });
  const marks = (key: string, name = "prod") => ({
    [`${key}/ebs.csi.aws.com/cluster`]: "true",
    [`${key}/strata:environment`]: name,
  });

  it("makes and deletes volumes of this environment alone", () => {
    expect(may("ec2:CreateVolume", ec2("volume"), marks("aws:RequestTag"))).toBe("allowed");
    expect(may("ec2:CreateVolume", ec2("volume"), marks("aws:RequestTag", "test"))).toBe("denied");
    expect(may("ec2:DeleteVolume", ec2("volume"), marks("aws:ResourceTag"))).toBe("allowed");
    expect(may("ec2:DeleteVolume", ec2("volume"), marks("aws:ResourceTag", "test"))).toBe("denied");
    expect(may("ec2:DeleteVolume", ec2("volume"), {})).toBe("denied");
  });

  it("attaches them to this cluster's nodes alone", () => {
    expect(may("ec2:AttachVolume", ec2("instance"), ofCluster)).toBe("allowed");
    expect(may("ec2:AttachVolume", ec2("instance"), { "aws:ResourceTag/strata:environment": "prod" })).toBe("denied");
  });

  it("uses the key of volumes through EC2, and gives grants to AWS's own resources only", () => {
    const key = `arn:aws:kms:${aws.region}:${aws.accountId}:key/1`;
    const use = {
      "kms:ResourceAliases": [names.keyAlias("volumes")],
      "kms:ViaService": `ec2.${aws.region}.amazonaws.com`,
    };
    expect(may("kms:Decrypt", key, use)).toBe("allowed");
    expect(may("kms:Decrypt", key, { ...use, "kms:ResourceAliases": [names.keyAlias("database")] })).toBe("denied");
    expect(may("kms:CreateGrant", key, { ...use, "kms:GrantIsForAWSResource": "true" })).toBe("allowed");
    expect(may("kms:CreateGrant", key, use)).toBe("denied");
  });
});

describe("load-balancer-controller", () => {
  const documents = Object.values(loadBalancerController(context));
  const balancer = names.arn("elasticloadbalancing", "loadbalancer/app/k8s-x/1");
  const may = (action: string, resource: string, tags: object) =>
    decide(documents, { action, resource, context: { ...tags } });
  const mark = (key: string, cluster = names.cluster) => ({ [`${key}/elbv2.k8s.aws/cluster`]: cluster });

  it.each(["elasticloadbalancing:DeleteLoadBalancer", "elasticloadbalancing:SetSubnets"])(
    "%s: this cluster's only",
    (action) => {
      expect(may(action, balancer, mark("aws:ResourceTag"))).toBe("allowed");
      expect(may(action, balancer, mark("aws:ResourceTag", "another"))).toBe("denied");
      expect(may(action, balancer, {})).toBe("denied");
    },
  );

  it("marks what it makes, and never the mark of what is there", () => {
    expect(may("elasticloadbalancing:CreateLoadBalancer", balancer, mark("aws:RequestTag"))).toBe("allowed");
    expect(may("elasticloadbalancing:CreateLoadBalancer", balancer, mark("aws:RequestTag", "another"))).toBe("denied");
    const retag = { ...mark("aws:ResourceTag"), "aws:TagKeys": ["elbv2.k8s.aws/cluster"] };
    expect(may("elasticloadbalancing:RemoveTags", balancer, retag)).toBe("denied");
  });

  it("opens its own security groups and the cluster's, and no others", () => {
    const open = (tags: object) => may("ec2:AuthorizeSecurityGroupIngress", ec2("security-group"), tags);
    expect(open({ "aws:ResourceTag/kubernetes.io/cluster/strata-prod": "owned" })).toBe("allowed");
    expect(open(mark("aws:ResourceTag"))).toBe("allowed");
    expect(open({ "aws:ResourceTag/strata:stack": "app-services" })).toBe("denied");
  });
});

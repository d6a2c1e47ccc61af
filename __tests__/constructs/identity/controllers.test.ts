import { certManager } from "../../../constructs/identity/controllers/cert-manager";
import type { ControllerContext } from "../../../constructs/identity/controllers/controller-context";
import { ControllerRoles } from "../../../constructs/identity/controllers/controller-roles";
import { ebsCsi } from "../../../constructs/identity/controllers/ebs-csi";
import { efsCsi } from "../../../constructs/identity/controllers/efs-csi";
import { externalDns, externalDnsPrivate } from "../../../constructs/identity/controllers/external-dns";
import { externalSecrets } from "../../../constructs/identity/controllers/external-secrets";
import { fluentBit } from "../../../constructs/identity/controllers/fluent-bit";
import { karpenter } from "../../../constructs/identity/controllers/karpenter";
import { loadBalancerController } from "../../../constructs/identity/controllers/load-balancer-controller";
import { velero } from "../../../constructs/identity/controllers/velero";
import { vpcCni } from "../../../constructs/identity/controllers/vpc-cni";
import type { PolicyDocument } from "../../../constructs/identity/policy-document";
import { type Controller, controllers } from "../../../constructs/names";
import { synthesize } from "../../support/synthesize";
import { aws, deployed, environment, names } from "./support/context";
import { actionsOf, decide } from "./support/iam";

const privateZone = { domain: "internal.example.com", zoneId: "Z9" };
const context: ControllerContext = { ...deployed, environment, privateZone };
const zone = (id: string) => `arn:aws:route53:::hostedzone/${id}`;
const ec2 = (type: string) => `arn:aws:ec2:${aws.region}:${aws.accountId}:${type}/1`;
const ofCluster = {
  "aws:ResourceTag/strata:environment": "prod",
  "aws:ResourceTag/strata:stack": "kubernetes-cluster",
};

const ofKarpenter = (cluster: string, key = "aws:ResourceTag") => ({
  [`${key}/kubernetes.io/cluster/${cluster}`]: "owned",
  [`${key}/karpenter.sh/nodepool`]: "general",
});

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
  const boundaryArn = names.boundaryArn("controllers");
  const all = Object.keys(controllers) as Controller[];
  const build = (chosen: readonly Controller[]) =>
    synthesize((scope) => new ControllerRoles(scope, "controllers", { ...context, boundaryArn, controllers: chosen }));
  const stack = build(all);

  it("exist for the controllers that run, and for no others", () => {
    expect(Object.keys(build(["vpc-cni"]).all("aws_iam_role"))).toEqual(["controllers_vpc-cni_role"]);
  });

  it.each(all)("%s: for its own service account, below its boundary", (controller) => {
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
  });
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

it("external-dns-private writes to the zone that the VPC sees, and to no other", () => {
  const policy = externalDnsPrivate(context);
  expect(record(policy, "erp.internal.example.com", "A", "UPSERT", zone("Z9"))).toBe("allowed");
  expect(record(policy, "erp.internal.example.com", "A", "UPSERT", zone("Z1"))).toBe("denied");
  expect(record(policy, "www.shop.example.com", "A", "UPSERT", zone("Z9"))).toBe("denied");
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
  expect(["applications", "system", "nodes"].map((part) => put(names.logGroup(part)))).toEqual(
    Array(3).fill("allowed"),
  );
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

  it("changes what Karpenter started for this cluster, and for no other", () => {
    for (const thing of ["network-interface", "instance"]) {
      expect(may(ec2(thing), ofKarpenter("strata-prod"))).toBe("allowed");
      expect(may(ec2(thing), ofKarpenter("strata-test"))).toBe("denied");
    }
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
    expect(may("ec2:AttachVolume", ec2("instance"), ofKarpenter("strata-prod"))).toBe("allowed");
    expect(may("ec2:AttachVolume", ec2("instance"), ofKarpenter("strata-test"))).toBe("denied");
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

describe("karpenter", () => {
  const documents = Object.values(karpenter(context));
  const may = (action: string, resource: string, tags: object = {}) =>
    decide(documents, { action, resource, context: { ...tags } });
  const asked = (cluster: string, environmentName = "prod") => ({
    ...ofKarpenter(cluster, "aws:RequestTag"),
    "aws:RequestTag/strata:environment": environmentName,
  });

  it.each(["instance", "volume", "network-interface", "spot-instances-request"])(
    "starts each %s with its own tags or not at all",
    (thing) => {
      expect(may("ec2:RunInstances", ec2(thing), asked("strata-prod"))).toBe("allowed");
      expect(may("ec2:RunInstances", ec2(thing), asked("strata-test"))).toBe("denied");
      expect(may("ec2:RunInstances", ec2(thing), asked("strata-prod", "test"))).toBe("denied");
      expect(may("ec2:RunInstances", ec2(thing))).toBe("denied");
    },
  );

  it.each([
    ["ec2:TerminateInstances", "instance"],
    ["ec2:DeleteLaunchTemplate", "launch-template"],
  ])("%s: its own only", (action, thing) => {
    expect(may(action, ec2(thing), ofKarpenter("strata-prod"))).toBe("allowed");
    expect(may(action, ec2(thing), ofKarpenter("strata-test"))).toBe("denied");
    // A node of a node group, and a machine of strangers.
    expect(may(action, ec2(thing), { "aws:ResourceTag/kubernetes.io/cluster/strata-prod": "owned" })).toBe("denied");
    expect(may(action, ec2(thing))).toBe("denied");
  });

  it("starts nodes in subnets of this environment and in the cluster's group, and nowhere else", () => {
    const inEnvironment = (name: string) => ({ "aws:ResourceTag/strata:environment": name });
    expect(may("ec2:CreateFleet", ec2("subnet"), inEnvironment("prod"))).toBe("allowed");
    expect(may("ec2:CreateFleet", ec2("subnet"), inEnvironment("test"))).toBe("denied");
    const group = (cluster: string) => ({ [`aws:ResourceTag/kubernetes.io/cluster/${cluster}`]: "owned" });
    expect(may("ec2:RunInstances", ec2("security-group"), group("strata-prod"))).toBe("allowed");
    expect(may("ec2:RunInstances", ec2("security-group"), group("strata-test"))).toBe("denied");
    expect(may("ec2:RunInstances", ec2("launch-template"), ofKarpenter("strata-test"))).toBe("denied");
  });

  it("starts images of Amazon and of this account, and of nobody else", () => {
    const image = `arn:aws:ec2:${aws.region}::image/ami-1`;
    const by = (owner: string) => may("ec2:RunInstances", image, { "ec2:Owner": owner });
    expect([by("amazon"), by(aws.accountId), by("999999999999")]).toEqual(["allowed", "allowed", "denied"]);
  });

  it("tags what it makes, names its own nodes, and takes over no other", () => {
    const made = { ...asked("strata-prod"), "ec2:CreateAction": "RunInstances" };
    expect(may("ec2:CreateTags", ec2("instance"), made)).toBe("allowed");
    expect(may("ec2:CreateTags", ec2("instance"), asked("strata-prod"))).toBe("denied");
    const named = { ...ofKarpenter("strata-prod"), "aws:TagKeys": ["Name", "karpenter.sh/nodeclaim"] };
    expect(may("ec2:CreateTags", ec2("instance"), named)).toBe("allowed");
    const withCluster = (name: string) => ({
      ...ofKarpenter("strata-prod"),
      "aws:TagKeys": ["Name", "eks:eks-cluster-name"],
      "aws:RequestTag/eks:eks-cluster-name": name,
    });
    expect(may("ec2:CreateTags", ec2("instance"), withCluster("strata-prod"))).toBe("allowed");
    expect(may("ec2:CreateTags", ec2("instance"), withCluster("strata-test"))).toBe("denied");
    expect(may("ec2:CreateTags", ec2("instance"), { ...named, "aws:TagKeys": ["karpenter.sh/nodepool"] })).toBe(
      "denied",
    );
    expect(may("ec2:CreateTags", ec2("instance"), { ...ofKarpenter("strata-test"), "aws:TagKeys": ["Name"] })).toBe(
      "denied",
    );
  });

  it("hands EC2 the role of nodes and no other, and writes nothing in IAM", () => {
    const hand = (role: string, service = "ec2.amazonaws.com") =>
      may("iam:PassRole", role, { "iam:PassedToService": service });
    expect(hand(names.clusterRoleArn("node"))).toBe("allowed");
    expect(hand(names.clusterRoleArn("node"), "lambda.amazonaws.com")).toBe("denied");
    expect(hand(names.clusterRoleArn("control-plane"))).toBe("denied");
    expect(hand(names.controllerRoleArn("velero"))).toBe("denied");
    expect(actionsOf(...documents).filter((action) => action.startsWith("iam:"))).toEqual([
      "iam:GetInstanceProfile",
      "iam:ListInstanceProfiles",
      "iam:PassRole",
    ]);
  });

  it("learns whether a node class has an instance profile of the old kind, without which no class would ever go", () => {
    const profile = (name: string) => `arn:aws:iam::${aws.accountId}:instance-profile/${name}`;
    expect(may("iam:GetInstanceProfile", profile("strata-prod_1234567890"))).toBe("allowed");
    expect(may("iam:GetInstanceProfile", profile("strata-test_1234567890"))).toBe("denied");
    expect(may("iam:GetInstanceProfile", profile("strata/prod/cluster/strata-prod-eks-node"))).toBe("denied");
  });

  it("reads its own queue and the images that AWS publishes, and no other parameter", () => {
    expect(may("sqs:ReceiveMessage", names.arn("sqs", names.interruptionQueue))).toBe("allowed");
    expect(may("sqs:ReceiveMessage", names.arn("sqs", "orders"))).toBe("denied");
    const ssm = (account: string, name: string) => `arn:aws:ssm:${aws.region}:${account}:parameter/${name}`;
    expect(may("ssm:GetParameter", ssm("", "aws/service/eks/optimized-ami"))).toBe("allowed");
    expect(may("ssm:GetParameter", ssm(aws.accountId, "strata/prod/storefront/key"))).toBe("denied");
  });
});

describe("velero", () => {
  const documents = [velero(context)];
  const may = (action: string, resource: string, tags: object = {}) =>
    decide(documents, { action, resource, context: { ...tags } });
  const ours = { "s3:ResourceAccount": aws.accountId };

  it("keeps backups in the environment's bucket alone, as long as that is this account's", () => {
    const put = (bucket: string, about: object) => may("s3:PutObject", `arn:aws:s3:::${bucket}/backups/a`, about);
    expect(put("strata-prod-111122223333-backups", ours)).toBe("allowed");
    expect(put("strata-prod-111122223333-backups", { "s3:ResourceAccount": "999999999999" })).toBe("denied");
    expect(put("strata-test-111122223333-backups", ours)).toBe("denied");
    expect(put(names.stateBucket("identity"), ours)).toBe("denied");
    expect(actionsOf(...documents).filter((action) => /Policy|Version|Acl/.test(action))).toEqual([]);
  });

  it("uses the key of backups through S3", () => {
    const key = `arn:aws:kms:${aws.region}:${aws.accountId}:key/1`;
    const through = (alias: string, service: string) =>
      may("kms:GenerateDataKey", key, {
        "kms:ResourceAliases": [names.keyAlias(alias)],
        "kms:ViaService": `${service}.${aws.region}.amazonaws.com`,
      });
    expect(through("backups", "s3")).toBe("allowed");
    expect(through("backups", "ec2")).toBe("denied");
    expect(through("database", "s3")).toBe("denied");
  });

  it("has no right in EC2, since the volume driver takes the snapshots and makes volumes of them", () => {
    expect(actionsOf(velero(context)).filter((action) => !/^(s3|kms):/.test(action))).toEqual([]);
  });
});

describe("efs-csi", () => {
  const may = (action: string, resource: string, tags: object) =>
    decide([efsCsi(context)], { action, resource, context: { ...tags } });
  const system = names.arn("elasticfilesystem", "file-system/fs-1");
  const point = names.arn("elasticfilesystem", "access-point/fsap-1");
  /** All the tags that the driver sets when its add-on says nothing of any. */
  const mark = (key: string) => ({ [`${key}/efs.csi.aws.com/cluster`]: "true" });

  it("makes access points in this environment's file systems, with no tag but the driver's own", () => {
    const make = (name: string, tags = mark("aws:RequestTag")) =>
      may("elasticfilesystem:CreateAccessPoint", system, { ...tags, "aws:ResourceTag/strata:environment": name });
    expect([make("prod"), make("test"), make("prod", {})]).toEqual(["allowed", "denied", "denied"]);
  });

  it("deletes access points that a driver made, tags none that is there, and deletes no file system", () => {
    expect(may("elasticfilesystem:DeleteAccessPoint", point, mark("aws:ResourceTag"))).toBe("allowed");
    const ours = { "aws:ResourceTag/strata:environment": "prod" };
    expect(may("elasticfilesystem:DeleteAccessPoint", point, ours)).toBe("denied");
    const tag = (about: object) => may("elasticfilesystem:TagResource", point, { ...mark("aws:RequestTag"), ...about });
    expect(tag({ "elasticfilesystem:CreateAction": "CreateAccessPoint" })).toBe("allowed");
    expect(tag({})).toBe("denied");
    expect(may("elasticfilesystem:DeleteFileSystem", system, { ...mark("aws:ResourceTag"), ...ours })).toBe("denied");
  });
});

it("external-secrets reads nothing as itself, and takes the roles of teams' secrets only", () => {
  const policy = externalSecrets(context);
  expect(actionsOf(policy)).toEqual(["sts:AssumeRole", "sts:TagSession"]);
  const take = (resource: string) => decide([policy], { action: "sts:AssumeRole", resource });
  expect(take(names.secretsRoleArn("storefront"))).toBe("allowed");
  expect(take(names.appRoleArn("storefront", "web"))).toBe("denied");
  expect(take(names.deployerRoleArn("apps", "apply"))).toBe("denied");
  expect(take("arn:aws:iam::111122223333:role/strata/test/secrets/storefront/strata-test-sec-storefront")).toBe(
    "denied",
  );
});

describe("load-balancer-controller, at the edge", () => {
  const policies = Object.values(loadBalancerController(context));
  const balancer = (kind: string) => names.arn("elasticloadbalancing", `loadbalancer/${kind}/k8s-a/1`);
  const born = { "aws:RequestTag/elbv2.k8s.aws/cluster": names.cluster };
  const make = (kind: string, scheme: string) =>
    decide(policies, {
      action: "elasticloadbalancing:CreateLoadBalancer",
      resource: balancer(kind),
      context: { ...born, "elasticloadbalancing:Scheme": scheme },
    });

  it("opens application load balancers to the world, and no network load balancer, which passes AWS WAF by", () => {
    expect([make("app", "internet-facing"), make("app", "internal")]).toEqual(["allowed", "allowed"]);
    expect([make("net", "internet-facing"), make("net", "internal")]).toEqual(["denied", "allowed"]);
  });

  it("knows the environment's web ACL and no other", () => {
    const associate = (name: string) =>
      decide(policies, { action: "wafv2:AssociateWebACL", resource: names.arn("wafv2", `regional/webacl/${name}/1`) });
    expect([associate(names.webAcl), associate("strata-other"), associate("legacy")]).toEqual([
      "allowed",
      "denied",
      "denied",
    ]);
  });
});

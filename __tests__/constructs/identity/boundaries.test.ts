import { deployerBoundary } from "../../../constructs/identity/boundaries/deployer-boundary";
import { peopleBoundary } from "../../../constructs/identity/boundaries/people-boundary";
import { workloadsBoundary } from "../../../constructs/identity/boundaries/workloads-boundary";
import { allow, policyDocument } from "../../../constructs/identity/policy-document";
import { type StackId, stackIds } from "../../../constructs/stack/stack-id";
import { aws, boundaryContext, names, store } from "./support/context";
import { type Call, decide, decideWithin } from "./support/iam";

const everything = policyDocument(allow("All", "*", "*"));
const region = { "aws:RequestedRegion": aws.region };
const key = `arn:aws:kms:${aws.region}:${aws.accountId}:key/1`;
const role = (path: string) => `arn:aws:iam::${aws.accountId}:role${path}x`;

/** What a role of this kind could do at most, had somebody given it everything. */
const atMost = {
  deployers: (stack: StackId, call: Call) =>
    decideWithin(deployerBoundary(stack, boundaryContext), [everything], inRegion(call)),
  workloads: (call: Call) => decideWithin(workloadsBoundary(boundaryContext), [everything], inRegion(call)),
  people: (call: Call) => decideWithin(peopleBoundary(boundaryContext), [everything], inRegion(call)),
};
const inRegion = (call: Call): Call => ({ ...call, context: { ...region, ...call.context } });

describe.each(stackIds)("deployers of %s", (stack) => {
  it("stay within their own services", () => {
    const foreign = {
      action: "lambda:CreateFunction",
      resource: `arn:aws:lambda:${aws.region}:${aws.accountId}:function:x`,
    };
    expect(atMost.deployers(stack, foreign)).toBe("denied");
    const subnet = { action: "ec2:CreateSubnet", resource: "*" };
    const network: readonly StackId[] = ["managed-infrastructure", "kubernetes-cluster", "app-services"];
    expect(atMost.deployers(stack, subnet)).toBe(network.includes(stack) ? "allowed" : "denied");
  });

  it("take no other role, read no secret and leave no region", () => {
    expect(
      atMost.deployers(stack, { action: "sts:AssumeRole", resource: names.deployerRoleArn("apps", "apply") }),
    ).toBe("denied");
    expect(atMost.deployers(stack, { action: "secretsmanager:GetSecretValue", resource: "*" })).toBe("denied");
    const elsewhere = { "aws:RequestedRegion": "us-east-1" };
    expect(atMost.deployers(stack, { action: "eks:DescribeCluster", resource: "*", context: elsewhere })).toBe(
      "denied",
    );
  });

  it("write their own state, and reach no other but those that they read", () => {
    for (const other of stackIds) {
      const resource = `arn:aws:s3:::${store(other).bucket}/${other}.tfstate`;
      const read = other === stack || (stack === "apps" && other === "app-services");
      expect([other, atMost.deployers(stack, { action: "s3:GetObject", resource })]).toEqual([
        other,
        read ? "allowed" : "denied",
      ]);
      const write = atMost.deployers(stack, { action: "s3:PutObject", resource });
      expect([other, write]).toEqual([other, other === stack ? "allowed" : "denied"]);
      const context = {
        "kms:ResourceAliases": [store(other).keyAlias],
        "kms:ViaService": `s3.${aws.region}.amazonaws.com`,
      };
      const decrypt = atMost.deployers(stack, { action: "kms:Decrypt", resource: key, context });
      expect([other, decrypt]).toEqual([other, read ? "allowed" : "denied"]);
      expect(atMost.deployers(stack, { action: "kms:PutKeyPolicy", resource: key, context })).toBe("denied");
    }
  });

  it("change settings of the platform's own buckets, if those are theirs, and nothing that is in them", () => {
    const own = stack === "managed-infrastructure" ? "allowed" : "denied";
    for (const purpose of ["access-logs", "backups"]) {
      const bucket = names.bucketArn(purpose);
      expect(atMost.deployers(stack, { action: "s3:PutBucketPolicy", resource: bucket })).toBe(own);
      for (const action of ["s3:DeleteObjectVersion", "s3:GetObject", "s3:PutObject"]) {
        expect(atMost.deployers(stack, { action, resource: `${bucket}/x` })).toBe("denied");
      }
    }
    for (const other of stackIds) {
      const state = `arn:aws:s3:::${store(other).bucket}`;
      expect(atMost.deployers(stack, { action: "s3:PutBucketPolicy", resource: state })).toBe("denied");
      expect(atMost.deployers(stack, { action: "s3:DeleteBucket", resource: state })).toBe("denied");
    }
  });

  it("move no alias of a state's key", () => {
    const resource = `arn:aws:kms:${aws.region}:${aws.accountId}:${names.stateKeyAlias("identity")}`;
    expect(atMost.deployers(stack, { action: "kms:UpdateAlias", resource })).toBe("denied");
  });

  it("leave the root of trust and IAM to whom they belong", () => {
    for (const action of ["iam:UpdateAssumeRolePolicy", "iam:DeleteRole"]) {
      expect(atMost.deployers(stack, { action, resource: role(names.rootPath) })).toBe("denied");
      const own = atMost.deployers(stack, { action, resource: role(names.rolePath("controllers")) });
      expect(own).toBe(stack === "identity" ? "allowed" : "denied");
    }
    for (const kind of ["oidc-provider", "policy", "user"]) {
      const resource = `arn:aws:iam::${aws.accountId}:${kind}${kind === "policy" ? names.rootPath : "/"}x`;
      for (const action of ["iam:CreatePolicyVersion", "iam:DeleteOpenIDConnectProvider", "iam:CreateAccessKey"]) {
        expect([action, kind, atMost.deployers(stack, { action, resource })]).toEqual([action, kind, "denied"]);
      }
    }
  });
});

it.each([
  ["deployers", deployerBoundary("apps", boundaryContext)],
  ["workloads", workloadsBoundary(boundaryContext)],
  ["people", peopleBoundary(boundaryContext)],
])(
  "%s: role chaining is denied outright, since a trust policy could allow it past what a boundary leaves out",
  (_, boundary) => {
    const call = { action: "sts:AssumeRole", resource: names.deployerRoleArn("apps", "apply"), context: region };
    expect(decide([everything, boundary], call)).toBe("denied");
  },
);

describe("identity", () => {
  const identity = (action: string, resource: string, context = {}) =>
    atMost.deployers("identity", { action, resource, context });

  it("makes no role without a boundary of the platform, and takes none away", () => {
    const path = role(names.rolePath("controllers"));
    for (const action of ["iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:AttachRolePolicy"]) {
      expect(identity(action, path)).toBe("denied");
      expect(identity(action, path, { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess" })).toBe(
        "denied",
      );
      expect(identity(action, path, { "iam:PermissionsBoundary": names.boundaryArn("workloads") })).toBe("allowed");
    }
    expect(identity("iam:DeleteRolePermissionsBoundary", path)).toBe("denied");
  });

  it("stays below the environment's own path", () => {
    const context = { "iam:PermissionsBoundary": names.boundaryArn("workloads") };
    expect(identity("iam:CreateRole", role("/"), context)).toBe("denied");
    expect(identity("iam:CreateRole", role("/strata/other/controllers/"), context)).toBe("denied");
    expect(identity("iam:GetRole", role("/"))).toBe("allowed");
  });
});

describe("workloads", () => {
  it.each([
    ["iam:CreateUser", "*"],
    ["iam:PassRole", names.controllerRoleArn("ebs-csi")],
    ["sts:AssumeRole", names.deployerRoleArn("apps", "apply")],
    ["organizations:LeaveOrganization", "*"],
    ["account:CloseAccount", "*"],
    ["eks:CreateAccessEntry", "*"],
    ["eks:CreatePodIdentityAssociation", "*"],
    ["cloudtrail:StopLogging", "*"],
    ["logs:DeleteLogGroup", names.arn("logs", `log-group:${names.logGroup("applications")}`)],
    ["logs:DeleteLogStream", names.arn("logs", `log-group:${names.logGroup("applications")}:log-stream:x`)],
    ["kms:UpdateAlias", `arn:aws:kms:${aws.region}:${aws.accountId}:${names.stateKeyAlias("apps")}`],
  ])("never %s", (action, resource) => expect(atMost.workloads({ action, resource })).toBe("denied"));

  it("use AWS in their own region, and Route 53, which has none", () => {
    expect(atMost.workloads({ action: "ec2:AttachVolume", resource: "*" })).toBe("allowed");
    const elsewhere = { "aws:RequestedRegion": "us-east-1" };
    expect(atMost.workloads({ action: "ec2:AttachVolume", resource: "*", context: elsewhere })).toBe("denied");
    expect(atMost.workloads({ action: "route53:ListHostedZones", resource: "*", context: elsewhere })).toBe("allowed");
  });

  it("keep the log group that RDS has for all of an account", () => {
    const resource = names.arn("logs", "log-group:RDSOSMetrics");
    expect(atMost.workloads({ action: "logs:PutRetentionPolicy", resource })).toBe("allowed");
  });

  it("have AWS make the load balancers' own role, and no other", () => {
    const linked = (service: string) =>
      atMost.workloads({
        action: "iam:CreateServiceLinkedRole",
        resource: role(`/aws-service-role/${service}/`),
        context: { "iam:AWSServiceName": service },
      });
    expect(linked("elasticloadbalancing.amazonaws.com")).toBe("allowed");
    expect(linked("eks.amazonaws.com")).toBe("denied");
  });

  it("decrypt no state", () => {
    const context = { "kms:ResourceAliases": [names.stateKeyAlias("apps")] };
    expect(atMost.workloads({ action: "kms:Decrypt", resource: key, context })).toBe("denied");
  });
});

describe("people", () => {
  it.each(["iam:CreateRole", "iam:PutRolePolicy", "iam:PassRole", "iam:CreateAccessKey", "iam:UpdateAssumeRolePolicy"])(
    "never %s",
    (action) => expect(atMost.people({ action, resource: role("/") })).toBe("denied"),
  );

  it("see identities, become none of the platform's, and remove no traces", () => {
    expect(atMost.people({ action: "iam:GetRole", resource: role("/") })).toBe("allowed");
    expect(atMost.people({ action: "sts:AssumeRole", resource: names.deployerRoleArn("apps", "apply") })).toBe(
      "denied",
    );
    expect(atMost.people({ action: "cloudtrail:StopLogging", resource: "*" })).toBe("denied");
    expect(atMost.people({ action: "ec2:RebootInstances", resource: "*" })).toBe("allowed");
  });
});

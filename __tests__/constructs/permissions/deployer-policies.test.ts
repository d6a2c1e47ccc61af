import type { Conditions, PolicyDocument } from "../../../constructs/identity/policy-document";
import { namesOf } from "../../../constructs/names";
import { type DeployerAction, deployerActions, type StackId, stackIds } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import { demo, outputOf, synthesizePlatform } from "../../support/demo";
import { actionsOf, decide } from "../identity/support/iam";

const environment = { ...loadEnvironment("demo"), state: { kind: "s3" as const } };
const { aws } = environment;
const names = namesOf(environment);
const output = outputOf(environment);
const again = synthesizePlatform({ environment });
const documents = (from: typeof output, stack: StackId, action: DeployerAction): PolicyDocument[] =>
  from
    .file(`permissions/${stack}.json`)
    [action].policies.map((policy: { document: PolicyDocument }) => policy.document);
const policiesOf = (stack: StackId, action: DeployerAction) => documents(output, stack, action);
const pairs = stackIds.flatMap((stack) => deployerActions.map((action): [StackId, DeployerAction] => [stack, action]));
const reading = /:(Describe|Get|List)/;
const lockAndKey = ["kms:Decrypt", "kms:GenerateDataKey", "s3:DeleteObject", "s3:PutObject"];
const secrets =
  /^(secretsmanager:(Batch)?GetSecretValue|ssm:GetParameter.*|logs:(Get|Filter)LogEvents|rds-data:.*|ecr:GetAuthorizationToken|dynamodb:(.*Item|Query|Scan)|sqs:.*Message)$/;
const owned = (stack: StackId, key = "aws:ResourceTag") => ({
  [`${key}/strata:environment`]: "demo",
  [`${key}/strata:stack`]: stack,
});

describe.each(pairs)("%s, %s", (stack, action) => {
  const actions = actionsOf(...policiesOf(stack, action));

  it("names its actions one by one", () => {
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((one) => one.includes("*"))).toEqual([]);
  });

  it("reads no secret, no data and no log", () => expect(actions.filter((one) => secrets.test(one))).toEqual([]));

  it("encrypts nothing but what DynamoDB, in its name, makes a table with", () => {
    const encrypting = policiesOf(stack, action)
      .flatMap(({ Statement }) => Statement)
      .filter(({ Action = [] }) => [Action].flat().includes("kms:Encrypt"));
    expect(encrypting.map(({ Condition }) => Condition?.StringEquals?.["kms:ViaService"])).toEqual(
      stack === "app-services" && action === "apply" ? ["dynamodb.eu-central-1.amazonaws.com"] : [],
    );
  });

  it("writes IAM in identity's apply only; elsewhere hands over and has AWS make its own roles", () => {
    const writes = actions.filter((one) => one.startsWith("iam:") && !reading.test(one));
    if (stack === "identity" && action === "apply") expect(writes).toContain("iam:CreateRole");
    else expect(writes.filter((one) => !["iam:PassRole", "iam:CreateServiceLinkedRole"].includes(one))).toEqual([]);
  });

  it("has the same statements whenever it is asked", () => {
    expect(documents(again, stack, action)).toStrictEqual(policiesOf(stack, action));
  });
});

/** Context keys that a statement asks for, with the values that it asks for. */
function contextOf(condition: Conditions): Record<string, string | readonly string[]> {
  const wanted = Object.entries(condition).filter(
    ([operator]) => operator !== "Null" && !operator.startsWith("ForAll"),
  );
  return Object.assign({}, ...wanted.map(([, keys]) => keys));
}

it.each(pairs)("%s, %s: the boundary cuts off nothing of what the policies give", (stack, action) => {
  const { boundary } = output.file(`permissions/${stack}.json`)[action];
  for (const { Action = [], Resource = [], Condition = {} } of policiesOf(stack, action).flatMap((d) => d.Statement)) {
    const given = contextOf(Condition);
    const context = {
      "aws:RequestedRegion": aws.region,
      "iam:PermissionsBoundary": names.boundaryArn("apps"),
      ...given,
    };
    for (const one of Action) {
      for (const resource of Resource) {
        const call = { action: one, resource: resource.replaceAll("*", "x"), context };
        expect([one, resource, decide([boundary], call)]).toEqual([one, resource, "allowed"]);
      }
    }
  }
});

it.each(stackIds)("%s: plan writes nothing but its lock", (stack) => {
  const writes = actionsOf(...policiesOf(stack, "plan")).filter((action) => !reading.test(action));
  expect(writes).toEqual(lockAndKey);
});

it.each(stackIds)("%s: apply may do all that plan may", (stack) => {
  const apply = new Set(actionsOf(...policiesOf(stack, "apply")));
  expect(actionsOf(...policiesOf(stack, "plan")).filter((action) => !apply.has(action))).toEqual([]);
});

describe("roles are handed over by exact ARN to the service that needs them", () => {
  const pass = (stack: StackId, resource: string, service: string) =>
    decide(policiesOf(stack, "apply"), {
      action: "iam:PassRole",
      resource,
      context: { "iam:PassedToService": service },
    });

  it.each([
    ["managed-infrastructure", names.serviceRoleArn("flow-logs"), "vpc-flow-logs.amazonaws.com"],
    ["kubernetes-cluster", names.clusterRoleArn("control-plane"), "eks.amazonaws.com"],
    ["kubernetes-cluster", names.clusterRoleArn("node"), "ec2.amazonaws.com"],
    ["kubernetes-cluster", names.controllerRoleArn("ebs-csi"), "pods.eks.amazonaws.com"],
    ["cluster-services", names.controllerRoleArn("fluent-bit"), "pods.eks.amazonaws.com"],
    ["app-services", names.controllerRoleArn("external-dns"), "pods.eks.amazonaws.com"],
    ["app-services", names.serviceRoleArn("database-monitoring"), "monitoring.rds.amazonaws.com"],
    ["apps", names.appRoleArn("storefront", "web"), "pods.eks.amazonaws.com"],
  ] as const)("%s hands over %s", (stack, role, service) => {
    expect(pass(stack, role, service)).toBe("allowed");
    expect(pass(stack, role, "lambda.amazonaws.com")).toBe("denied");
  });

  it.each([
    ["apps", names.controllerRoleArn("external-dns")],
    ["apps", names.appRoleArn("another-team", "web")],
    ["cluster-services", names.controllerRoleArn("ebs-csi")],
    ["app-services", names.deployerRoleArn("apps", "apply")],
    ["identity", names.deployerRoleArn("apps", "apply")],
  ] as const)("%s does not hand over %s", (stack, role) => {
    expect(pass(stack, role, "pods.eks.amazonaws.com")).toBe("denied");
  });
});

describe("ownership by tags", () => {
  const ec2 = (type: string) => `arn:aws:ec2:eu-central-1:111122223333:${type}/1`;
  const infrastructure = policiesOf("managed-infrastructure", "apply");

  it("creates with its own tags", () => {
    const call = { action: "ec2:CreateVpc", resource: ec2("vpc") };
    expect(decide(infrastructure, { ...call, context: owned("managed-infrastructure", "aws:RequestTag") })).toBe(
      "allowed",
    );
    expect(decide(infrastructure, { ...call, context: owned("apps", "aws:RequestTag") })).toBe("denied");
    expect(decide(infrastructure, call)).toBe("denied");
  });

  it.each([
    ["another stack's", owned("apps")],
    ["another environment's", { ...owned("managed-infrastructure"), "aws:ResourceTag/strata:environment": "other" }],
    ["strangers'", {}],
  ])("deletes nothing of %s", (_, context) => {
    const call = { action: "ec2:DeleteVpc", resource: ec2("vpc") };
    expect(decide(infrastructure, { ...call, context: owned("managed-infrastructure") })).toBe("allowed");
    expect(decide(infrastructure, { ...call, context })).toBe("denied");
  });

  it("tags when it creates, and afterwards anything but the ownership tags", () => {
    const tag = (context: object) =>
      decide(infrastructure, { action: "ec2:CreateTags", resource: ec2("subnet"), context: { ...context } });
    const request = owned("managed-infrastructure", "aws:RequestTag");
    expect(tag({ ...request, "ec2:CreateAction": "CreateSubnet" })).toBe("allowed");
    expect(tag({ ...owned("managed-infrastructure"), "aws:TagKeys": ["Name"] })).toBe("allowed");
    expect(tag({ ...owned("managed-infrastructure"), ...request, "aws:TagKeys": ["Name", "strata:stack"] })).toBe(
      "denied",
    );
    expect(tag({ ...owned("apps"), ...request, "aws:TagKeys": ["strata:stack"] })).toBe("denied");
    expect(tag({ ...request, "aws:TagKeys": ["strata:stack"] })).toBe("denied");
  });

  it("adopts the default security group while it has no owner, and not after", () => {
    const adopt = (context: object) =>
      decide(infrastructure, { action: "ec2:CreateTags", resource: ec2("security-group"), context: { ...context } });
    const request = owned("managed-infrastructure", "aws:RequestTag");
    expect(adopt(request)).toBe("allowed");
    expect(adopt({ ...request, ...owned("app-services") })).toBe("denied");
  });

  it("uses another stack's VPC for a security group, and changes it not", () => {
    const services = policiesOf("app-services", "apply");
    const vpc = { resource: ec2("vpc"), context: owned("managed-infrastructure") };
    expect(decide(services, { action: "ec2:CreateSecurityGroup", ...vpc })).toBe("allowed");
    expect(decide(services, { action: "ec2:DeleteVpc", ...vpc })).toBe("denied");
    expect(decide(services, { action: "ec2:CreateSecurityGroup", resource: ec2("vpc"), context: {} })).toBe("denied");
  });
});

describe("identity's apply", () => {
  const apply = policiesOf("identity", "apply");
  const role = (path: string, name = "x") => `arn:aws:iam::${aws.accountId}:role${path}${name}`;
  const create = (resource: string, boundary?: string) =>
    decide(apply, {
      action: "iam:CreateRole",
      resource,
      context: boundary === undefined ? {} : { "iam:PermissionsBoundary": boundary },
    });

  it.each([
    [role(names.rolePath("controllers")), "controllers"],
    [role(names.rolePath("cluster")), "controllers"],
    [role(names.rolePath("services")), "controllers"],
    [role(names.teamRolePath("apps", "storefront")), "workloads"],
    [role(names.rolePath("people")), "people"],
    [role(names.teamRolePath("people", "storefront")), "people"],
    [names.deployerRoleArn("apps", "apply"), "apps"],
  ] as const)("creates %s with the boundary %s and no other", (resource, boundary) => {
    expect(create(resource, names.boundaryArn(boundary))).toBe("allowed");
    expect(create(resource, names.boundaryArn("kubernetes-cluster"))).toBe("denied");
    expect(create(resource, "arn:aws:iam::aws:policy/AdministratorAccess")).toBe("denied");
    expect(create(resource)).toBe("denied");
  });

  it("never touches the root path, another environment's or anybody's roles", () => {
    for (const path of [names.rootPath, "/strata/other/controllers/", "/"]) {
      for (const action of ["iam:CreateRole", "iam:DeleteRole", "iam:UpdateAssumeRolePolicy", "iam:AttachRolePolicy"]) {
        const context = {
          "iam:PermissionsBoundary": names.boundaryArn("workloads"),
          "iam:PolicyARN": `arn:aws:iam::${aws.accountId}:policy${names.rolePath("controllers")}x`,
        };
        expect([action, path, decide(apply, { action, resource: role(path), context })]).toEqual([
          action,
          path,
          "denied",
        ]);
      }
      const resource = `arn:aws:iam::${aws.accountId}:policy${path}x`;
      expect(decide(apply, { action: "iam:CreatePolicyVersion", resource })).toBe("denied");
    }
  });

  it("attaches the platform's own policies and the few of AWS's that it uses", () => {
    const attach = (policy: string) =>
      decide(apply, {
        action: "iam:AttachRolePolicy",
        resource: role(names.rolePath("controllers")),
        context: { "iam:PolicyARN": policy },
      });
    expect(attach(`arn:aws:iam::${aws.accountId}:policy${names.rolePath("controllers")}x`)).toBe("allowed");
    expect(attach("arn:aws:iam::aws:policy/AmazonEKSClusterPolicy")).toBe("allowed");
    expect(attach("arn:aws:iam::aws:policy/AdministratorAccess")).toBe("denied");
    expect(attach(names.boundaryArn("identity"))).toBe("denied");
  });

  it("reads the root of trust and the OIDC providers", () => {
    for (const documents of [apply, policiesOf("identity", "plan")]) {
      expect(decide(documents, { action: "iam:GetRole", resource: names.deployerRoleArn("identity", "plan") })).toBe(
        "allowed",
      );
      const resource = `arn:aws:iam::${aws.accountId}:oidc-provider/token.actions.githubusercontent.com`;
      expect(decide(documents, { action: "iam:GetOpenIDConnectProvider", resource })).toBe("allowed");
      expect(decide(documents, { action: "iam:DeleteOpenIDConnectProvider", resource })).toBe("denied");
    }
  });
});

describe("the zone", () => {
  const zone = "arn:aws:route53:::hostedzone/Z0123456789";
  const domain = environment.dns.domain;
  const deployed = (source: (typeof environment)["dns"]["zone"]) =>
    documents(
      synthesizePlatform({ environment: { ...environment, dns: { domain, zone: source } } }),
      "app-services",
      "apply",
    );
  const created = deployed({ source: "create", delegated: true, deletable: false, dnssec: false });
  const existing = deployed({ source: "existing", zoneId: "Z0123456789ABC" });

  it("is made where none exists, never deleted, and gets ACM's proofs of the domain alone", () => {
    expect(decide(created, { action: "route53:CreateHostedZone", resource: "*" })).toBe("allowed");
    expect(decide(created, { action: "route53:DeleteHostedZone", resource: zone })).toBe("denied");
    const record = (name: string, type: string) =>
      decide(created, {
        action: "route53:ChangeResourceRecordSets",
        resource: zone,
        context: {
          "route53:ChangeResourceRecordSetsNormalizedRecordNames": [name],
          "route53:ChangeResourceRecordSetsRecordTypes": [type],
          "route53:ChangeResourceRecordSetsActions": ["UPSERT"],
        },
      });
    expect(record(`_0a1b.${domain}`, "CNAME")).toBe("allowed");
    expect(record(`www.${domain}`, "CNAME")).toBe("denied");
    expect(record(`_0a1b.${domain}`, "TXT")).toBe("denied");
    expect(record(`_0a1b.${domain.split(".").slice(1).join(".")}`, "CNAME")).toBe("denied");
  });

  it("that exists is named by its id, and no other is touched", () => {
    const change = (zoneId: string) =>
      decide(existing, {
        action: "route53:ChangeResourceRecordSets",
        resource: `arn:aws:route53:::hostedzone/${zoneId}`,
        context: {
          "route53:ChangeResourceRecordSetsNormalizedRecordNames": [`_0a1b.${domain}`],
          "route53:ChangeResourceRecordSetsRecordTypes": ["CNAME"],
          "route53:ChangeResourceRecordSetsActions": ["UPSERT"],
        },
      });
    expect(change("Z0123456789ABC")).toBe("allowed");
    expect(change("Z9999999999999")).toBe("denied");
    expect(decide(existing, { action: "route53:CreateHostedZone", resource: "*" })).toBe("denied");
  });
});

it("without states in S3 no deployer has rights in S3 but on the settings of the platform's own buckets", () => {
  const local = demo();
  const reached = pairs.flatMap(([stack, action]) =>
    documents(local, stack, action)
      .flatMap(({ Statement }) => Statement)
      .filter(({ Action = [] }) => [Action].flat().some((one) => one.startsWith("s3:")))
      .map(({ Resource }) => [stack, action, Resource]),
  );
  const ofTeams = "arn:aws:s3:::strata-demo-111122223333-team-*";
  const buckets = ["access-logs", "backups"].map((purpose) => `arn:aws:s3:::strata-demo-111122223333-${purpose}`);
  expect(reached).toEqual([
    ["managed-infrastructure", "plan", buckets],
    ["managed-infrastructure", "apply", buckets],
    // The log of who asked for backups.
    ["managed-infrastructure", "apply", buckets.slice(1)],
    ["app-services", "plan", [ofTeams]],
    ["app-services", "apply", [ofTeams]],
  ]);
});

import { Boundaries } from "../../../constructs/identity/boundaries/boundaries";
import type { BoundaryContext } from "../../../constructs/identity/boundaries/boundary-context";
import { breakGlassBoundary } from "../../../constructs/identity/boundaries/break-glass-boundary";
import { controllersBoundary } from "../../../constructs/identity/boundaries/controllers-boundary";
import { deployerBoundary } from "../../../constructs/identity/boundaries/deployer-boundary";
import { peopleBoundary } from "../../../constructs/identity/boundaries/people-boundary";
import { pipelinesBoundary } from "../../../constructs/identity/boundaries/pipelines-boundary";
import { workloadsBoundary } from "../../../constructs/identity/boundaries/workloads-boundary";
import { allow, policyDocument } from "../../../constructs/identity/policy-document";
import { inFewCharacters } from "../../../constructs/identity/policy-limits";
import { namesOf } from "../../../constructs/names";
import { stateAccess } from "../../../constructs/permissions/state";
import { type StackId, stackIds } from "../../../constructs/stack/stack-id";
import { longestName } from "../../../environments/schema/data/name-limits";
import { boundaryOf } from "../../../stacks/boundaries";
import { synthesize } from "../../support/synthesize";
import { aws, boundaryContext, environment, names, store } from "./support/context";
import { type Call, decide, decideWithin } from "./support/iam";

const everything = policyDocument(allow("All", "*", "*"));
const region = { "aws:RequestedRegion": aws.region };
const key = `arn:aws:kms:${aws.region}:${aws.accountId}:key/1`;
const role = (path: string) => `arn:aws:iam::${aws.accountId}:role${path}x`;
const ec2 = (type: string) => names.arn("ec2", `${type}/1`);
const ours = { "aws:ResourceTag/strata:environment": environment };
const others = { "aws:ResourceTag/strata:environment": "other" };
const born = { "aws:RequestTag/strata:environment": environment };

/** What a role of this kind could do at most, had somebody given it everything. */
const within = {
  workloads: workloadsBoundary(boundaryContext),
  controllers: controllersBoundary(boundaryContext),
  pipelines: pipelinesBoundary(boundaryContext),
  people: peopleBoundary(boundaryContext),
  "break-glass": breakGlassBoundary(boundaryContext),
};
type Kind = keyof typeof within;
const atMost = (kind: Kind | StackId, call: Call) => {
  const boundary = kind in within ? within[kind as Kind] : deployerBoundary(kind as StackId, boundaryContext);
  return decideWithin(boundary, [everything], { ...call, context: { ...region, ...call.context } });
};
const may = (kind: Kind | StackId, action: string, resource: string, context: Call["context"] = {}) =>
  atMost(kind, { action, resource, context });

describe.each(stackIds)("deployers of %s", (stack) => {
  it("stay within their own services", () => {
    expect(may(stack, "lambda:CreateFunction", names.arn("lambda", "function:x"))).toBe("denied");
    const network = stack === "managed-infrastructure" ? "allowed" : "denied";
    expect(may(stack, "ec2:CreateSubnet", ec2("vpc"), ours)).toBe(network);
    expect(may(stack, "ec2:CreateSubnet", ec2("subnet"), born)).toBe(network);
  });

  it("change nothing of another environment's, whichever part of AWS they have", () => {
    for (const resource of [ec2("vpc"), ec2("launch-template"), key, names.arn("rds", `db:${names.database("x")}`)]) {
      for (const verb of ["ec2:DeleteVpc", "ec2:ModifyLaunchTemplate", "kms:PutKeyPolicy", "rds:DeleteDBInstance"]) {
        expect(may(stack, verb, resource, others)).toBe("denied");
      }
    }
  });

  it("touch no instance, and no launch template but the cluster's own", () => {
    for (const action of ["ec2:ModifyInstanceAttribute", "ec2:AssociateIamInstanceProfile", "ec2:StopInstances"]) {
      expect(may(stack, action, ec2("instance"), ours)).toBe("denied");
    }
    const own = may(stack, "ec2:CreateLaunchTemplateVersion", ec2("launch-template"), ours);
    expect(own).toBe(stack === "kubernetes-cluster" ? "allowed" : "denied");
    expect(may(stack, "ec2:CreateLaunchTemplateVersion", ec2("launch-template"))).toBe("denied");
  });

  it("take no other role, read no secret and leave no region", () => {
    expect(may(stack, "sts:AssumeRole", names.deployerRoleArn("apps", "apply"))).toBe("denied");
    expect(may(stack, "secretsmanager:GetSecretValue", "*")).toBe("denied");
    const elsewhere = { "aws:RequestedRegion": "us-east-1" };
    expect(may(stack, "eks:DescribeCluster", "*", elsewhere)).toBe("denied");
  });

  it("write their own state, and reach no other but those that they read", () => {
    for (const other of stackIds) {
      const resource = `arn:aws:s3:::${store(other).bucket}/${other}.tfstate`;
      const read = other === stack || (stack === "apps" && other === "app-services");
      expect([other, may(stack, "s3:GetObject", resource)]).toEqual([other, read ? "allowed" : "denied"]);
      const write = may(stack, "s3:PutObject", resource);
      expect([other, write]).toEqual([other, other === stack ? "allowed" : "denied"]);
      expect(may(stack, "s3:DeleteObject", resource)).toBe("denied");
      expect(may(stack, "s3:GetObject", `arn:aws:s3:::${store(other).bucket}/else`)).toBe("denied");
      const context = {
        "kms:ResourceAliases": [store(other).keyAlias],
        "kms:ViaService": `s3.${aws.region}.amazonaws.com`,
      };
      expect([other, may(stack, "kms:Decrypt", key, context)]).toEqual([other, read ? "allowed" : "denied"]);
      expect(may(stack, "kms:PutKeyPolicy", key, { ...context, ...ours })).toBe("denied");
      expect(may(stack, "kms:CreateGrant", key, { ...context, ...ours })).toBe("denied");
    }
  });

  it("change settings of the platform's own buckets, if those are theirs, and nothing that is in them", () => {
    const own = stack === "managed-infrastructure" ? "allowed" : "denied";
    for (const purpose of ["access-logs", "backups"]) {
      const bucket = names.bucketArn(purpose);
      expect(may(stack, "s3:PutBucketPolicy", bucket)).toBe(own);
      for (const action of ["s3:DeleteObjectVersion", "s3:GetObject", "s3:PutObject"]) {
        expect(may(stack, action, `${bucket}/x`)).toBe("denied");
      }
    }
    for (const other of stackIds) {
      const state = `arn:aws:s3:::${store(other).bucket}`;
      expect(may(stack, "s3:PutBucketPolicy", state)).toBe("denied");
      expect(may(stack, "s3:DeleteBucket", state)).toBe("denied");
    }
  });

  it("move no alias of a state's key", () => {
    const resource = names.arn("kms", names.stateKeyAlias("identity"));
    expect(may(stack, "kms:UpdateAlias", resource)).toBe("denied");
    const own = may(stack, "kms:UpdateAlias", names.arn("kms", names.keyAlias("logs")));
    expect(own).toBe(stack === "managed-infrastructure" ? "allowed" : "denied");
  });

  it("leave the root of trust and IAM to whom they belong", () => {
    for (const action of ["iam:UpdateAssumeRolePolicy", "iam:DeleteRole"]) {
      expect(may(stack, action, role(names.rootPath))).toBe("denied");
      expect(may(stack, action, role(names.rolePath("controllers")))).toBe(stack === "identity" ? "allowed" : "denied");
    }
    for (const kind of ["oidc-provider", "policy", "user"]) {
      const resource = `arn:aws:iam::${aws.accountId}:${kind}${kind === "policy" ? names.rootPath : "/"}x`;
      for (const action of ["iam:CreatePolicyVersion", "iam:DeleteOpenIDConnectProvider", "iam:CreateAccessKey"]) {
        expect([action, kind, may(stack, action, resource)]).toEqual([action, kind, "denied"]);
      }
    }
  });
});

it.each([
  ["deployers", deployerBoundary("apps", boundaryContext)],
  ["workloads", within.workloads],
  ["controllers", within.controllers],
  ["pipelines", within.pipelines],
  ["people", within.people],
  ["whoever breaks the glass", within["break-glass"]],
])(
  "%s: role chaining is denied outright, since a trust policy could allow it past what a boundary leaves out",
  (_, boundary) => {
    const call = { action: "sts:AssumeRole", resource: names.deployerRoleArn("apps", "apply"), context: region };
    expect(decide([everything, boundary], call)).toBe("denied");
  },
);

describe("roles are handed over to the services that they are for", () => {
  it.each<[StackId | Kind, string, string]>([
    ["managed-infrastructure", names.serviceRoleArn("flow-logs"), "vpc-flow-logs.amazonaws.com"],
    ["kubernetes-cluster", names.clusterRoleArn("node"), "ec2.amazonaws.com"],
    ["cluster-services", names.controllerRoleArn("fluent-bit"), "pods.eks.amazonaws.com"],
    ["app-services", names.serviceRoleArn("database-monitoring"), "monitoring.rds.amazonaws.com"],
    ["apps", names.appRoleArn("storefront", "web"), "pods.eks.amazonaws.com"],
    ["identity", names.clusterRoleArn("node"), "ec2.amazonaws.com"],
    ["controllers", names.clusterRoleArn("node"), "ec2.amazonaws.com"],
  ])("by %s: %s", (kind, arn, service) => {
    const pass = (resource: string, to: string) => may(kind, "iam:PassRole", resource, { "iam:PassedToService": to });
    expect(pass(arn, service)).toBe("allowed");
    expect(pass(arn, "lambda.amazonaws.com")).toBe("denied");
    expect(pass(role(names.rolePath("deployers")), service)).toBe("denied");
    expect(pass(role(names.rootPath), service)).toBe("denied");
    expect(pass(role("/"), service)).toBe("denied");
  });
});

describe("identity", () => {
  const identity = (action: string, resource: string, context = {}) => may("identity", action, resource, context);

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
    expect(identity("iam:PutRolePolicy", path, { "iam:PermissionsBoundary": names.boundaryArn("workloads") })).toBe(
      "denied",
    );
  });

  it("stays below the environment's own path, also to look at", () => {
    const context = { "iam:PermissionsBoundary": names.boundaryArn("workloads") };
    expect(identity("iam:CreateRole", role("/"), context)).toBe("denied");
    expect(identity("iam:CreateRole", role("/strata/other/controllers/"), context)).toBe("denied");
    expect(identity("iam:GetRole", role("/"))).toBe("denied");
    expect(identity("iam:GetRole", role(names.rootPath))).toBe("allowed");
    expect(identity("iam:CreateInstanceProfile", names.iamArn("instance-profile", names.rootPath, "x"))).toBe("denied");
  });
});

describe("managed-infrastructure", () => {
  const change = (action: string, resource: string, context: Call["context"] = {}) =>
    may("managed-infrastructure", action, resource, context);

  it("changes file systems of the environment, and mounts none", () => {
    const system = names.arn("elasticfilesystem", "file-system/fs-1");
    expect(change("elasticfilesystem:DeleteFileSystem", system, ours)).toBe("allowed");
    expect(change("elasticfilesystem:CreateMountTarget", system, ours)).toBe("allowed");
    expect(change("elasticfilesystem:DeleteFileSystem", system)).toBe("denied");
    for (const access of ["ClientMount", "ClientRootAccess", "ClientWrite"]) {
      expect(change(`elasticfilesystem:${access}`, system, ours)).toBe("denied");
    }
    expect(change("elasticfilesystem:TagResource", system, born)).toBe("denied");
    const atBirth = { ...born, "elasticfilesystem:CreateAction": "CreateFileSystem" };
    expect(change("elasticfilesystem:TagResource", system, atBirth)).toBe("allowed");
  });

  it("leaves interfaces of mount targets, and Inspector, to the services that call in its name", () => {
    const through = { "aws:ViaAWSService": "true" };
    const calls = [
      ["ec2:CreateNetworkInterface", ec2("subnet")],
      ["ec2:DeleteNetworkInterface", ec2("network-interface")],
      ["inspector2:Enable", "*"],
    ] as const;
    for (const [action, resource] of calls) {
      expect([action, change(action, resource, through)]).toEqual([action, "allowed"]);
      expect([action, change(action, resource)]).toEqual([action, "denied"]);
    }
    expect(change("ec2:AttachNetworkInterface", ec2("network-interface"), through)).toBe("denied");
  });

  it("changes the detector of its own or the one that the environment names, and no other", () => {
    const detector = (id: string) => names.arn("guardduty", `detector/${id}`);
    expect(change("guardduty:UpdateDetector", detector("1"), ours)).toBe("allowed");
    expect(change("guardduty:UpdateDetector", detector("1"))).toBe("denied");
    const boundary = deployerBoundary("managed-infrastructure", { ...boundaryContext, detectorId: "1" });
    const named = (action: string, id: string) =>
      decideWithin(boundary, [everything], { action, resource: detector(id), context: region });
    expect(named("guardduty:UpdateDetector", "1")).toBe("allowed");
    expect(named("guardduty:UpdateDetector", "2")).toBe("denied");
    expect(named("guardduty:DeleteDetector", "1")).toBe("denied");
  });

  it("lends the environment's keys to services and decrypts with none", () => {
    const context = {
      "kms:ResourceAliases": [names.keyAlias("images")],
      "kms:ViaService": `ecr.${aws.region}.amazonaws.com`,
    };
    expect(change("kms:CreateGrant", key, context)).toBe("allowed");
    expect(change("kms:CreateGrant", key, { ...context, "kms:ResourceAliases": ["alias/legacy"] })).toBe("denied");
    expect(change("kms:Decrypt", key, context)).toBe("denied");
    expect(change("kms:GenerateDataKey", key, context)).toBe("denied");
  });
});

describe("app-services", () => {
  const record = "route53:ChangeResourceRecordSetsNormalizedRecordNames";

  it("writes records of its domain and below it, in whichever zone", () => {
    const change = (...hosts: string[]) =>
      may("app-services", "route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z1", { [record]: hosts });
    expect(change("shop.example.com", "www.shop.example.com")).toBe("allowed");
    expect(change("www.shop.example.com", "bank.example.com")).toBe("denied");
  });

  it("deletes the one zone that the environment gives up, once its id is known", () => {
    const deletes = (deletable: string | undefined, zone: string) => {
      const deletableZoneIds = deletable === undefined ? [] : [deletable];
      const boundary = deployerBoundary("app-services", { ...boundaryContext, deletableZoneIds });
      const resource = `arn:aws:route53:::hostedzone/${zone}`;
      return decideWithin(boundary, [everything], { action: "route53:DeleteHostedZone", resource, context: region });
    };
    expect(deletes(undefined, "Z1")).toBe("denied");
    expect(deletes("Z1", "Z1")).toBe("allowed");
    expect(deletes("Z1", "Z2")).toBe("denied");
  });

  it("has one web ACL with its log, and puts it before nothing", () => {
    const acl = (name: string) => names.arn("wafv2", `regional/webacl/${name}/1`);
    expect(may("app-services", "wafv2:DeleteWebACL", acl(names.webAcl))).toBe("allowed");
    expect(may("app-services", "wafv2:DeleteWebACL", acl("legacy"))).toBe("denied");
    const balancer = names.arn("elasticloadbalancing", "loadbalancer/app/a/1");
    expect(may("app-services", "wafv2:DisassociateWebACL", balancer)).toBe("denied");
    const group = (name: string) => names.arn("logs", `log-group:${name}:*`);
    expect(may("app-services", "logs:PutRetentionPolicy", group(names.webAclLogGroup))).toBe("allowed");
    expect(may("app-services", "logs:PutRetentionPolicy", group("aws-waf-logs-legacy"))).toBe("denied");
  });

  describe("where Route 53 signs the zone", () => {
    const elsewhere = { "aws:RequestedRegion": "us-east-1" };
    const signing = names.arn("kms", "key/1").replace(aws.region, "us-east-1");
    const askedOf = (stack: StackId, action: string, resource: string, context: object, signsZone = true) =>
      decideWithin(deployerBoundary(stack, { ...boundaryContext, signsZone, signedZoneId: "Z1" }), [everything], {
        action,
        resource,
        context: { ...elsewhere, ...context },
      });
    const asked = (action: string, resource: string, context: object, signsZone = true) =>
      askedOf("app-services", action, resource, context, signsZone);

    it("has a key of managed-infrastructure in the region where Route 53 looks for it, and otherwise nothing there", () => {
      const keeper = (action: string, resource: string, context: object, signsZone = true) =>
        askedOf("managed-infrastructure", action, resource, context, signsZone);
      const alias = (name: string) => names.arn("kms", name).replace(aws.region, "us-east-1");
      expect(keeper("kms:CreateKey", "*", born)).toBe("allowed");
      expect(keeper("kms:CreateAlias", alias(names.keyAlias("dnssec")), {})).toBe("allowed");
      expect(keeper("kms:CreateAlias", alias("alias/legacy"), {})).toBe("denied");
      expect(keeper("kms:PutKeyPolicy", signing, ours)).toBe("allowed");
      expect(keeper("kms:PutKeyPolicy", signing, ours, false)).toBe("denied");
      expect(keeper("kms:PutKeyPolicy", signing, {})).toBe("denied");
      expect(keeper("ec2:DeleteVpc", ec2("vpc").replace(aws.region, "us-east-1"), ours)).toBe("denied");
    });

    it("leaves the key to that stack, and takes nothing else there", () => {
      for (const action of ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:UpdateAlias"]) {
        expect(asked(action, signing, ours)).toBe("denied");
      }
      expect(asked("rds:ModifyDBCluster", names.arn("rds", `cluster:${names.database("orders")}`), {})).toBe("denied");
    });

    it("signs nothing itself: AWS services do, with the environment's keys", () => {
      const aliases = { "kms:ResourceAliases": [names.keyAlias("dnssec")] };
      expect(asked("kms:Sign", signing, { ...ours, ...aliases })).toBe("denied");
      expect(asked("kms:Sign", signing, { ...aliases, "kms:ViaService": "route53.us-east-1.amazonaws.com" })).toBe(
        "allowed",
      );
    });

    it("turns signatures of the one zone on and off, and not where the environment signs nothing", () => {
      const zone = (id: string) => `arn:aws:route53:::hostedzone/${id}`;
      for (const action of ["route53:EnableHostedZoneDNSSEC", "route53:DeleteKeySigningKey"]) {
        expect([asked(action, zone("Z1"), {}), asked(action, zone("Z1"), {}, false)]).toEqual(["allowed", "denied"]);
        expect(asked(action, zone("Z2"), {})).toBe("denied");
      }
    });
  });

  it("writes records of the private zone's domain, too", () => {
    const boundary = deployerBoundary("app-services", { ...boundaryContext, privateDomain: "corp.internal" });
    const change = (host: string) =>
      decideWithin(boundary, [everything], {
        action: "route53:ChangeResourceRecordSets",
        resource: "arn:aws:route53:::hostedzone/Z1",
        context: { ...region, [record]: [host] },
      });
    expect([change("erp.corp.internal"), change("www.shop.example.com"), change("corp.example.com")]).toEqual([
      "allowed",
      "allowed",
      "denied",
    ]);
  });

  it("takes no data out: no snapshot is shared, no log downloaded, no cache or private key read", () => {
    const cluster = (type: string) => names.arn("rds", `${type}:${names.database("orders")}`);
    expect(may("app-services", "rds:ModifyDBCluster", cluster("cluster"))).toBe("allowed");
    expect(may("app-services", "rds:ModifyDBClusterSnapshotAttribute", cluster("cluster-snapshot"))).toBe("denied");
    expect(may("app-services", "rds:DownloadDBLogFilePortion", cluster("db"))).toBe("denied");
    const cache = names.arn("elasticache", `replicationgroup:${names.cache("sessions")}`);
    expect(may("app-services", "elasticache:Connect", cache)).toBe("denied");
    expect(may("app-services", "acm:ExportCertificate", names.arn("acm", "certificate/1"), ours)).toBe("denied");
  });
});

describe("data of teams, for the deployers of app-services", () => {
  const settings = (service: string, actions: readonly string[], resource: string) =>
    actions.map((action) => may("app-services", `${service}:${action}`, resource));
  const bucket = names.bucketArn("team-images");
  const table = names.arn("dynamodb", `table/${names.table("reviews")}`);
  const queue = names.arn("sqs", names.queue("mails", false));

  it("is made, changed and deleted with what it lies in", () => {
    expect(settings("s3", ["CreateBucket", "PutEncryptionConfiguration", "DeleteBucket"], bucket)).toEqual(
      Array(3).fill("allowed"),
    );
    const ofTables = ["CreateTable", "UpdateTable", "UpdateContinuousBackups", "UpdateTimeToLive", "DeleteTable"];
    expect(settings("dynamodb", ofTables, table)).toEqual(Array(5).fill("allowed"));
    expect(settings("sqs", ["CreateQueue", "SetQueueAttributes", "DeleteQueue"], queue)).toEqual(
      Array(3).fill("allowed"),
    );
  });

  it("is neither read nor written nor exported", () => {
    expect(settings("s3", ["GetObject", "PutObject", "DeleteObject"], `${bucket}/x`)).toEqual(Array(3).fill("denied"));
    const ofItems = ["GetItem", "PutItem", "Scan", "ExportTableToPointInTime", "PutResourcePolicy", "CreateBackup"];
    expect(settings("dynamodb", ofItems, table)).toEqual(Array(6).fill("denied"));
    expect(settings("sqs", ["ReceiveMessage", "SendMessage", "PurgeQueue"], queue)).toEqual(Array(3).fill("denied"));
  });

  it("is the environment's own", () => {
    expect(settings("s3", ["DeleteBucket"], names.bucketArn("backups"))).toEqual(["denied"]);
    expect(settings("dynamodb", ["DeleteTable"], names.arn("dynamodb", "table/strata-other-reviews"))).toEqual([
      "denied",
    ]);
    expect(may("app-services", "dynamodb:DeleteTable", table, others)).toBe("denied");
  });
});

/** What neither pods of apps nor what makes the cluster run have any reason to do. */
const nobodys: readonly (readonly [string, string])[] = [
  ["iam:CreateUser", "*"],
  ["iam:PassRole", names.controllerRoleArn("ebs-csi")],
  ["sts:AssumeRole", names.deployerRoleArn("apps", "apply")],
  ["cloudtrail:StopLogging", "*"],
  ["lambda:UpdateFunctionCode", names.arn("lambda", "function:x")],
  ["logs:DeleteLogGroup", names.arn("logs", `log-group:${names.logGroup("applications")}`)],
  ["logs:DeleteLogStream", names.arn("logs", `log-group:${names.logGroup("applications")}:log-stream:x`)],
  ["logs:PutRetentionPolicy", names.arn("logs", `log-group:${names.logGroup("applications")}`)],
  ["ec2:DeleteFlowLogs", ec2("vpc-flow-log")],
  ["kms:PutKeyPolicy", key],
  ["kms:UpdateAlias", names.arn("kms", names.stateKeyAlias("apps"))],
  ["s3:GetObject", `arn:aws:s3:::${store("apps").bucket}/apps.tfstate`],
  ["s3:GetObject", "arn:aws:s3:::data-of-strangers/x"],
];

/** What teams keep in the environment. */
const ofTeams = {
  bucket: names.bucketArn("team-images"),
  table: names.arn("dynamodb", `table/${names.table("reviews")}`),
  queue: names.arn("sqs", names.queue("mails", true)),
  cache: names.arn("elasticache", `replicationgroup:${names.cache("sessions")}`),
  databaseUser: names.arn("rds-db", `dbuser:cluster-1/${names.databaseUser("storefront", "web")}`),
};
const uses: readonly (readonly [string, string])[] = [
  ["s3:PutObject", `${ofTeams.bucket}/x`],
  ["s3:ListBucket", ofTeams.bucket],
  ["dynamodb:PutItem", ofTeams.table],
  ["dynamodb:Query", `${ofTeams.table}/index/by-author`],
  ["sqs:ReceiveMessage", ofTeams.queue],
  ["elasticache:Connect", ofTeams.cache],
  ["rds-db:connect", ofTeams.databaseUser],
];

describe("workloads", () => {
  it.each(uses)("of apps %s of teams' on %s, and what makes the cluster run does not", (action, resource) => {
    expect([may("workloads", action, resource), may("controllers", action, resource)]).toEqual(["allowed", "denied"]);
  });

  it("change none of it, and reach no other environment's", () => {
    expect([
      may("workloads", "s3:DeleteBucket", ofTeams.bucket),
      may("workloads", "s3:PutBucketPolicy", ofTeams.bucket),
      may("workloads", "s3:PutObjectAcl", `${ofTeams.bucket}/x`),
      may("workloads", "dynamodb:DeleteTable", ofTeams.table),
      may("workloads", "dynamodb:Scan", names.arn("dynamodb", "table/strata-other-reviews")),
      may("workloads", "dynamodb:GetItem", ofTeams.table, others),
    ]).toEqual(Array(6).fill("denied"));
  });

  const platforms: typeof nobodys = [
    ["ec2:RunInstances", ec2("image")],
    ["ec2:AttachVolume", ec2("volume")],
    ["ec2:DescribeInstances", "*"],
    ["ec2:CreateTags", ec2("instance")],
    ["elasticloadbalancing:CreateLoadBalancer", names.arn("elasticloadbalancing", "loadbalancer/app/x/1")],
    ["eks:DescribeCluster", names.clusterArn],
    ["ecr:BatchGetImage", names.arn("ecr", "repository/strata-prod/storefront/web")],
    ["route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z1"],
    ["iam:PassRole", names.clusterRoleArn("node")],
    ["iam:CreateServiceLinkedRole", role("/aws-service-role/elasticloadbalancing.amazonaws.com/")],
    ["sts:AssumeRole", names.secretsRoleArn("storefront")],
    ["logs:PutLogEvents", names.arn("logs", `log-group:${names.logGroup("applications")}:log-stream:x`)],
    ["s3:GetObject", `${names.bucketArn("backups")}/x`],
    ["secretsmanager:GetSecretValue", names.arn("secretsmanager", "secret:rds!cluster-1-AbCdEf")],
    ["ssmmessages:OpenDataChannel", "*"],
  ];
  it.each([...nobodys, ...platforms])("never %s on %s", (action, resource) => {
    const given = {
      ...ours,
      ...born,
      "iam:PassedToService": "ec2.amazonaws.com",
      "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com",
      "aws:ResourceTag/aws:rds:primaryDBClusterArn": names.arn("rds", `cluster:${names.database("orders")}`),
      "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["shop.example.com"],
    };
    expect(may("workloads", action, resource, given)).toBe("denied");
  });

  it("read teams' secrets and parameters under the environment's name", () => {
    const read = (name: string) =>
      may("workloads", "secretsmanager:GetSecretValue", names.arn("secretsmanager", `secret:${name}`));
    expect(read(`${names.secretPath("storefront")}payment-AbCdEf`)).toBe("allowed");
    expect(read("strata-other/storefront/payment-AbCdEf")).toBe("denied");
    const parameter = (path: string) => may("workloads", "ssm:GetParameter", names.arn("ssm", `parameter${path}x`));
    expect(parameter(names.parameterPath("storefront"))).toBe("allowed");
    expect(parameter("/strata/other/storefront/")).toBe("denied");
  });

  it("have services decrypt with the environment's keys, with no state's and with none themselves", () => {
    const decrypt = (alias: string, via: Call["context"] = { "kms:ViaService": `s3.${aws.region}.amazonaws.com` }) =>
      may("workloads", "kms:Decrypt", key, { "kms:ResourceAliases": [alias], ...via });
    expect(decrypt(names.keyAlias("objects"))).toBe("allowed");
    expect(decrypt(names.keyAlias("objects"), {})).toBe("denied");
    expect(decrypt(names.stateKeyAlias("apps"))).toBe("denied");
    expect(decrypt("alias/strata/other/objects")).toBe("denied");
  });

  it("leave no region", () => {
    expect(may("workloads", "dynamodb:GetItem", ofTeams.table, { "aws:RequestedRegion": "us-east-1" })).toBe("denied");
  });
});

describe("controllers", () => {
  it("read the master passwords of the environment's databases, by what RDS says of whose they are", () => {
    const secret = names.arn("secretsmanager", "secret:rds!cluster-1-AbCdEf");
    const read = (cluster: string) =>
      may("controllers", "secretsmanager:GetSecretValue", secret, {
        "aws:ResourceTag/aws:rds:primaryDBClusterArn": names.arn("rds", `cluster:${cluster}`),
      });
    expect(read(names.database("orders"))).toBe("allowed");
    expect(read("strata-other-orders")).toBe("denied");
  });

  it.each(nobodys)("never %s on %s", (action, resource) => {
    expect(may("controllers", action, resource, ours)).toBe("denied");
  });

  it("use the environment's machines in their own region, and Route 53, which has none", () => {
    const attach = (context: object) => may("controllers", "ec2:AttachVolume", ec2("volume"), { ...context });
    expect(attach(ours)).toBe("allowed");
    expect(attach({ [`aws:ResourceTag/kubernetes.io/cluster/${names.cluster}`]: "owned" })).toBe("allowed");
    expect([attach({}), attach(others)]).toEqual(["denied", "denied"]);
    const elsewhere = { "aws:RequestedRegion": "us-east-1" };
    expect(attach({ ...ours, ...elsewhere })).toBe("denied");
    expect(may("controllers", "route53:ListHostedZones", "*", elsewhere)).toBe("allowed");
    expect(may("controllers", "pricing:GetProducts", "*", elsewhere)).toBe("allowed");
  });

  it("give no marks to what is there already", () => {
    const tagging = (context: object) => may("controllers", "ec2:CreateTags", ec2("instance"), { ...born, ...context });
    expect(tagging({})).toBe("denied");
    expect(tagging({ "ec2:CreateAction": "RunInstances" })).toBe("allowed");
    expect(tagging(ours)).toBe("allowed");
  });

  it("keep the log group that RDS has for all of an account", () => {
    expect(may("controllers", "logs:PutRetentionPolicy", names.arn("logs", "log-group:RDSOSMetrics"))).toBe("allowed");
  });

  it("have AWS make the load balancers' own role, and no other", () => {
    const linked = (service: string) =>
      may("controllers", "iam:CreateServiceLinkedRole", role(`/aws-service-role/${service}/`), {
        "iam:AWSServiceName": service,
      });
    expect(linked("elasticloadbalancing.amazonaws.com")).toBe("allowed");
    expect(linked("eks.amazonaws.com")).toBe("denied");
  });

  it("take the roles of teams, and read none of their secrets as themselves", () => {
    expect(may("controllers", "sts:AssumeRole", names.secretsRoleArn("storefront"))).toBe("allowed");
    expect(may("controllers", "sts:TagSession", names.secretsRoleArn("storefront"))).toBe("allowed");
    expect(may("controllers", "sts:AssumeRole", names.controllerRoleArn("karpenter"))).toBe("denied");
    const read = (name: string) =>
      may("controllers", "secretsmanager:GetSecretValue", names.arn("secretsmanager", `secret:${name}`));
    expect(read(`${names.secretPath("storefront")}payment-AbCdEf`)).toBe("denied");
    expect(read("rds!cluster-1-AbCdEf")).toBe("denied");
    expect(may("controllers", "ssm:GetParameter", names.arn("ssm", "parameter/aws/service/eks/x"))).toBe("allowed");
    const ofTeam = names.arn("ssm", `parameter${names.parameterPath("storefront")}x`);
    expect(may("controllers", "ssm:GetParameter", ofTeam)).toBe("denied");
  });

  it("hear of interruptions, and read no other queue", () => {
    const receive = (queue: string) => may("controllers", "sqs:ReceiveMessage", names.arn("sqs", queue));
    expect(receive(names.interruptionQueue)).toBe("allowed");
    expect(receive(names.queue("mails", false))).toBe("denied");
  });

  it("make repositories for copies of images, and none beside the teams'", () => {
    const make = (repository: string) => may("controllers", "ecr:CreateRepository", names.arn("ecr", repository));
    expect(make(`repository/${names.imageCache("quay")}/cilium/cilium`)).toBe("allowed");
    expect(make(`repository/${names.imageRepository("storefront", "web")}`)).toBe("denied");
  });

  it("keep backups, and reach no other bucket of the platform", () => {
    const put = (purpose: string) => may("controllers", "s3:PutObject", `${names.bucketArn(purpose)}/x`);
    expect([put("backups"), put("access-logs"), put("apps")]).toEqual(["allowed", "denied", "denied"]);
  });

  it("decrypt with the environment's keys, and with no state's", () => {
    const decrypt = (alias: string) => may("controllers", "kms:Decrypt", key, { "kms:ResourceAliases": [alias] });
    expect(decrypt(names.keyAlias("volumes"))).toBe("allowed");
    expect(decrypt(names.stateKeyAlias("apps"))).toBe("denied");
    expect(decrypt("alias/strata/other/volumes")).toBe("denied");
  });
});

describe("pipelines of app teams", () => {
  const images = (environment: string) => names.arn("ecr", `repository/strata-${environment}/storefront/web`);

  it("push images of this environment and find its cluster", () => {
    expect(may("pipelines", "ecr:PutImage", images("prod"))).toBe("allowed");
    expect(may("pipelines", "ecr:GetAuthorizationToken", "*")).toBe("allowed");
    expect(may("pipelines", "eks:DescribeCluster", names.clusterArn)).toBe("allowed");
  });

  it.each([
    ["ecr:PutImage", images("other")],
    ["ecr:DeleteRepository", images("prod")],
    ["ecr:BatchDeleteImage", images("prod")],
    ["ecr:PutImageTagMutability", images("prod")],
    ["eks:DescribeCluster", names.arn("eks", "cluster/legacy")],
    ["eks:CreateAccessEntry", names.clusterArn],
    ["s3:GetObject", `arn:aws:s3:::${store("apps").bucket}/apps.tfstate`],
    ["iam:GetRole", role(names.rolePath("controllers"))],
  ])("never %s on %s", (action, resource) => expect(may("pipelines", action, resource)).toBe("denied"));
});

describe.each<Kind>(["people", "break-glass"])("%s", (kind) => {
  it.each(["iam:CreateRole", "iam:PutRolePolicy", "iam:PassRole", "iam:CreateAccessKey", "iam:UpdateAssumeRolePolicy"])(
    "never %s",
    (action) => expect(may(kind, action, role("/"))).toBe("denied"),
  );

  it.each([
    ["cloudtrail:StopLogging", "*"],
    ["ec2:DeleteFlowLogs", ec2("vpc-flow-log")],
    ["logs:DeleteLogGroup", names.arn("logs", `log-group:${names.logGroup("applications")}`)],
    ["logs:PutRetentionPolicy", names.arn("logs", `log-group:${names.logGroup("applications")}`)],
    ["kms:ScheduleKeyDeletion", key],
    ["kms:PutKeyPolicy", key],
    ["s3:GetObject", `arn:aws:s3:::${store("apps").bucket}/apps.tfstate`],
    ["s3:DeleteObjectVersion", `arn:aws:s3:::${store("apps").bucket}/apps.tfstate`],
    ["ssm:StartSession", ec2("instance")],
    ["lambda:UpdateFunctionCode", names.arn("lambda", "function:x")],
    ["sts:AssumeRole", names.deployerRoleArn("apps", "apply")],
  ])("never %s on %s", (action, resource) => expect(may(kind, action, resource, ours)).toBe("denied"));

  it("see identities, settings, metrics and logs", () => {
    expect(may(kind, "iam:GetRole", role("/"))).toBe("allowed");
    expect(may(kind, "ec2:DescribeInstances", "*")).toBe("allowed");
    expect(may(kind, "cloudtrail:LookupEvents", "*", { "aws:RequestedRegion": "us-east-1" })).toBe("allowed");
    const group = names.arn("logs", `log-group:${names.logGroup("applications")}`);
    expect(may(kind, "logs:FilterLogEvents", group)).toBe("allowed");
    expect(may(kind, "logs:FilterLogEvents", names.arn("logs", "log-group:/strata/other/x"))).toBe("denied");
  });
});

describe("in an emergency", () => {
  const database = names.arn("rds", `cluster:${names.database("orders")}`);
  const passwordOf = (cluster: string) => ({
    "aws:ResourceTag/aws:rds:primaryDBClusterArn": names.arn("rds", `cluster:${cluster}`),
  });

  it.each([
    ["restarts nodes", "ec2:RebootInstances", ec2("instance"), ours],
    [
      "replaces nodes",
      "autoscaling:TerminateInstanceInAutoScalingGroup",
      names.arn("autoscaling", "autoScalingGroup:1:autoScalingGroupName/eks-x"),
      { [`aws:ResourceTag/kubernetes.io/cluster/${names.cluster}`]: "owned" },
    ],
    ["rolls node groups", "eks:UpdateNodegroupVersion", names.arn("eks", `nodegroup/${names.cluster}/system/1`), {}],
    ["opens the cluster", "eks:UpdateClusterConfig", names.clusterArn, ours],
    ["lets people in", "eks:CreateAccessEntry", names.clusterArn, ours],
    ["changes the database", "rds:ModifyDBCluster", database, ours],
    ["restores it", "rds:RestoreDBClusterToPointInTime", database, {}],
    [
      "reads its password",
      "secretsmanager:GetSecretValue",
      names.arn("secretsmanager", "secret:rds!cluster-1-AbCdEf"),
      passwordOf(names.database("orders")),
    ],
    ["queries it", "rds-data:ExecuteStatement", database, {}],
    [
      "fails the cache over",
      "elasticache:TestFailover",
      names.arn("elasticache", `replicationgroup:${names.cache("sessions")}`),
      {},
    ],
    ["opens a security group", "ec2:AuthorizeSecurityGroupIngress", ec2("security-group"), ours],
    ["changes routes", "ec2:ReplaceRoute", ec2("route-table"), ours],
    [
      "turns load balancers",
      "elasticloadbalancing:ModifyListener",
      names.arn("elasticloadbalancing", "listener/app/x/1/2"),
      ours,
    ],
    [
      "moves DNS",
      "route53:ChangeResourceRecordSets",
      "arn:aws:route53:::hostedzone/Z1",
      { "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["shop.example.com"] },
    ],
    ["deletes an image", "ecr:BatchDeleteImage", names.arn("ecr", "repository/strata-prod/storefront/web"), {}],
    ["keeps a key alive", "kms:CancelKeyDeletion", key, { "kms:ResourceAliases": [names.keyAlias("database")] }],
    ["asks AWS for help", "support:CreateCase", "*", { "aws:RequestedRegion": "us-east-1" }],
  ])("break-glass %s, and people don't", (_, action, resource, context) => {
    expect(may("break-glass", action, resource, context)).toBe("allowed");
    if (action !== "elasticache:TestFailover") expect(may("people", action, resource, context)).toBe("denied");
  });

  it.each([
    ["instances", "ec2:RebootInstances", ec2("instance"), {}],
    ["instances of another environment", "ec2:RebootInstances", ec2("instance"), others],
    ["databases", "rds:ModifyDBCluster", names.arn("rds", "cluster:legacy"), {}],
    [
      "passwords",
      "secretsmanager:GetSecretValue",
      names.arn("secretsmanager", "secret:rds!cluster-2-AbCdEf"),
      passwordOf("legacy"),
    ],
    ["clusters", "eks:UpdateClusterConfig", names.arn("eks", "cluster/legacy"), {}],
    ["buckets", "s3:GetObject", "arn:aws:s3:::data-of-strangers/x", {}],
    [
      "domains",
      "route53:ChangeResourceRecordSets",
      "arn:aws:route53:::hostedzone/Z1",
      { "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["bank.example.com"] },
    ],
  ])("strangers' %s stay as they are", (_, action, resource, context) => {
    expect(may("break-glass", action, resource, context)).toBe("denied");
  });
});

describe("people", () => {
  it("operate the environment's datastores without changing them", () => {
    const database = names.arn("rds", `cluster:${names.database("orders")}`);
    expect(may("people", "rds:FailoverDBCluster", database)).toBe("allowed");
    expect(may("people", "rds:DeleteDBCluster", database)).toBe("denied");
    expect(may("people", "rds:FailoverDBCluster", names.arn("rds", "cluster:legacy"))).toBe("denied");
  });
});

describe("size", () => {
  /** With states in S3, the longest region and a long domain. */
  const contextOf = (name: string): BoundaryContext => {
    const long = { accountId: "111122223333", region: "ap-southeast-2", partition: "aws" } as const;
    const states = stateAccess(
      { name, aws: long, teams: [], state: { kind: "s3" } } as never,
      (stack) => boundaryOf(stack).reads,
    );
    return {
      names: namesOf({ name, aws: long }),
      environment: name,
      ...long,
      domain: "platform.some-company.example.com",
      zoneId: undefined,
      privateDomain: undefined,
      privateZoneId: undefined,
      makesZones: true,
      signsZone: false,
      signedZoneId: undefined,
      deletableZoneIds: [],
      detectorId: "12abc34d567e8fa901bc2d34e56789f0",
      states,
    };
  };
  const build = (name: string, more: Partial<BoundaryContext> = {}) =>
    synthesize((scope) => new Boundaries(scope, "boundaries", { ...contextOf(name), ...more }));

  const zone = "Z0123456789ABCDEFGHIJ";
  it.each<[string, Partial<BoundaryContext>]>([
    ["as it is", {}],
    [
      "with a private zone, where the public one is signed and alerts are published",
      {
        privateDomain: "platform.some-company.internal",
        signsZone: true,
        signedZoneId: zone,
        alertTopicArn: "arn:aws:sns:ap-southeast-2:111122223333:platform-alerts",
      },
    ],
    [
      "that gives up its zones, public and private",
      { privateDomain: "platform.some-company.internal", deletableZoneIds: [zone, zone.replace("Z0", "Z1")] },
    ],
  ])("of every boundary is within IAM's limit in an environment with a name of the longest: %s", (_, more) => {
    const made = Object.values(build("x".repeat(longestName), more).all("aws_iam_policy"));
    expect(made).toHaveLength(stackIds.length + 5);
    expect(made.filter(({ policy }) => policy.length > 6_144)).toEqual([]);
  });

  it("past that, the environment's name is to be shorter", () => {
    const name = "x".repeat(30);
    const document = deployerBoundary("managed-infrastructure", contextOf(name));
    const size = JSON.stringify(inFewCharacters(document)).length;
    expect(() => build(name)).toThrow(
      "IAM policies: 1 problem\n" +
        `  - strata-${name}-boundary-managed-infrastructure: it has ${size} characters without white space, and IAM takes 6144. ` +
        "Fix: give the environment a shorter name, its state buckets a shorter prefix or its zones shorter domains, or " +
        "take a part of AWS from a stack in constructs/identity/deployer-services.ts. [IAM_POLICY_TOO_LONG]",
    );
  });
});

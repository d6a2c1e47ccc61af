import { type KeyPurpose, keyPurposes } from "../../../constructs/encryption/key-purposes";
import { PlatformKeys, type PlatformKeysProps } from "../../../constructs/encryption/platform-keys";
import type { Statement } from "../../../constructs/identity/policy-document";
import { synthesize } from "../../support/synthesize";

const administrators = [
  "arn:aws:iam::111122223333:role/strata/test/deployers/strata-test-managed-infrastructure-apply",
  "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Root_*",
];
const props: PlatformKeysProps = {
  accountId: "111122223333",
  region: "eu-central-1",
  alias: (purpose) => `alias/strata/test/${purpose}`,
  administrators,
  logGroups: ["/strata/test/*", "/aws/eks/strata-test/cluster"],
};
const account = { AWS: ["arn:aws:iam::111122223333:root"] };
const autoScaling =
  "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";

const keys = (overrides: Partial<PlatformKeysProps> = {}) =>
  synthesize((stack) => void new PlatformKeys(stack, "keys", { ...props, ...overrides }));
const stack = keys();

function statements(purpose: KeyPurpose, of = stack): Readonly<Record<string, Statement>> {
  const { Statement: list } = JSON.parse(of.named("aws_kms_key", `keys_${purpose}_key`).policy);
  return Object.fromEntries(list.map((statement: Statement) => [statement.Sid, statement]));
}

const services: Readonly<Record<KeyPurpose, readonly string[]>> = {
  cluster: ["eks.eu-central-1.amazonaws.com"],
  volumes: ["ec2.eu-central-1.amazonaws.com"],
  logs: ["logs.eu-central-1.amazonaws.com"],
  database: ["rds.eu-central-1.amazonaws.com", "secretsmanager.eu-central-1.amazonaws.com"],
  cache: ["elasticache.eu-central-1.amazonaws.com", "dax.eu-central-1.amazonaws.com"],
  images: ["ecr.eu-central-1.amazonaws.com"],
  backups: ["s3.eu-central-1.amazonaws.com"],
  files: ["elasticfilesystem.eu-central-1.amazonaws.com"],
  queues: ["sqs.eu-central-1.amazonaws.com"],
  secrets: ["secretsmanager.eu-central-1.amazonaws.com", "ssm.eu-central-1.amazonaws.com"],
  objects: ["s3.eu-central-1.amazonaws.com"],
  tables: ["dynamodb.eu-central-1.amazonaws.com"],
};
/** S3, SQS and the stores of secrets use a key anew with each caller's rights; CloudWatch Logs under its own name. */
const withoutGrants = ["backups", "logs", "queues", "secrets", "objects"];

it("has one key a purpose and no other", () => {
  expect(Object.keys(stack.all("aws_kms_key"))).toEqual(keyPurposes.map((purpose) => `keys_${purpose}_key`).sort());
});

describe.each(keyPurposes)("the key for %s", (purpose) => {
  it("rotates, can be saved for 30 days, and is found by its alias", () => {
    expect(stack.named("aws_kms_key", `keys_${purpose}_key`)).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
    });
    expect(stack.named("aws_kms_alias", `keys_${purpose}_alias`)).toEqual({
      name: `alias/strata/test/${purpose}`,
      target_key_id: `\${aws_kms_key.keys_${purpose}_key.key_id}`,
    });
  });

  it("keeps KMS's check that its author can change the policy again", () => {
    expect(stack.named("aws_kms_key", `keys_${purpose}_key`)).not.toHaveProperty("bypass_policy_lockout_safety_check");
    expect(statements(purpose).Administration?.Action).toContain("kms:PutKeyPolicy");
  });

  it("is managed by its administrators alone, who may not use it or grant its use", () => {
    const { Principal, Condition, Action = [] } = statements(purpose).Administration ?? {};
    expect(Principal).toEqual(account);
    expect(Condition).toEqual({ ArnLike: { "aws:PrincipalArn": administrators } });
    expect(Action.filter((action) => /\*|Grant$|crypt|Generate/.test(action))).toEqual(["kms:RevokeGrant"]);
  });

  it("is changed through no other statement", () => {
    const writes = /kms:(\*|Put|Enable|Disable|Schedule|Cancel|Tag|Untag|Update|Rotate|CreateAlias|DeleteAlias)/;
    const others = Object.values(statements(purpose)).filter(({ Sid }) => Sid !== "Administration");
    expect(others.flatMap(({ Action = [] }) => Action).filter((action) => writes.test(action))).toEqual([]);
  });

  it("can be read by whom an identity policy lets, as plan roles", () => {
    const { Principal, Condition, Action } = statements(purpose).Reading ?? {};
    expect({ Principal, Condition }).toEqual({ Principal: account, Condition: undefined });
    const planned = ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"];
    expect(Action).toEqual(expect.arrayContaining(planned));
    expect(Action?.filter((action) => !/^kms:(Describe|Get|List)/.test(action))).toEqual([]);
  });

  it("is used through its own service only", () => {
    const { Principal, Condition, Action } = statements(purpose).UseThroughService ?? {};
    expect(Principal).toEqual(account);
    expect(Condition).toEqual({
      StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": services[purpose] },
    });
    expect(Action).toEqual(expect.arrayContaining(["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"]));
    expect(Action).not.toContain("kms:CreateGrant");
  });

  it("is granted to resources of AWS services only", () => {
    const granting = Object.values(statements(purpose)).filter(({ Action }) => Action?.includes("kms:CreateGrant"));
    expect(granting).toHaveLength(withoutGrants.includes(purpose) ? 0 : purpose === "volumes" ? 2 : 1);
    // CreateCluster of EKS does not mark its grant so, and would be refused; of DynamoDB nobody says that it does.
    const marked = ["cluster", "tables"].includes(purpose) ? undefined : { "kms:GrantIsForAWSResource": "true" };
    for (const { Condition } of granting) expect(Condition?.Bool).toEqual(marked);
    if (withoutGrants.includes(purpose)) return;
    expect(statements(purpose).GrantsThroughService).toMatchObject({
      Principal: account,
      Condition: { StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": services[purpose] } },
    });
  });

  it("names no principal that may not exist", () => {
    const named = Object.values(statements(purpose)).map(({ Principal }) => JSON.stringify(Principal));
    const services = ["logs.eu-central-1.amazonaws.com", "events.amazonaws.com"].map((Service) => ({ Service }));
    const allowed = [account, { AWS: ["*"] }, ...services];
    expect(allowed.map((principal) => JSON.stringify(principal))).toEqual(expect.arrayContaining([...new Set(named)]));
  });
});

describe("the key for volumes", () => {
  // The account as principal would leave it to the identity policy of a role that is AWS's own.
  it("lets the role of Auto Scaling, by its exact ARN, use it and grant it to volumes", () => {
    const { UseByAutoScaling: use, GrantsByAutoScaling: grants } = statements("volumes");
    const theRole = {
      ArnEquals: { "aws:PrincipalArn": autoScaling },
      StringEquals: { "kms:CallerAccount": "111122223333" },
    };
    expect(use).toMatchObject({ Principal: { AWS: ["*"] }, Condition: theRole });
    expect(use?.Action).toEqual([
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:Encrypt",
      "kms:GenerateDataKey*",
      "kms:ReEncrypt*",
    ]);
    expect(grants).toEqual({
      Sid: "GrantsByAutoScaling",
      Effect: "Allow",
      Principal: { AWS: ["*"] },
      Action: ["kms:CreateGrant"],
      Resource: ["*"],
      Condition: { ...theRole, Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
  });

  it("is the only one that opens itself to a role, and to no other", () => {
    const open = keyPurposes.flatMap((purpose) =>
      Object.values(statements(purpose))
        .filter(({ Principal }) => JSON.stringify(Principal).includes("*"))
        .map(({ Sid, Condition }) => [purpose, Sid, Condition?.ArnEquals?.["aws:PrincipalArn"]]),
    );
    expect(open).toEqual([
      ["volumes", "UseByAutoScaling", autoScaling],
      ["volumes", "GrantsByAutoScaling", autoScaling],
    ]);
  });
});

describe("the key for logs", () => {
  it("is used by CloudWatch Logs for the named log groups of this account and region", () => {
    expect(statements("logs").UseByLogs).toMatchObject({
      Principal: { Service: "logs.eu-central-1.amazonaws.com" },
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": [
            "arn:aws:logs:eu-central-1:111122223333:log-group:/strata/test/*",
            "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/eks/strata-test/cluster",
          ],
        },
      },
    });
  });

  it("knows the names of the Chinese partition", () => {
    const chinese = statements("logs", keys({ region: "cn-north-1", partition: "aws-cn" }));
    expect(chinese.UseByLogs?.Principal).toEqual({ Service: "logs.cn-north-1.amazonaws.com.cn" });
    expect(chinese.Reading?.Principal).toEqual({ AWS: ["arn:aws-cn:iam::111122223333:root"] });
    expect(chinese.UseThroughService?.Condition?.StringEquals?.["kms:ViaService"]).toEqual([
      "logs.cn-north-1.amazonaws.com",
    ]);
  });
});

describe("the key for queues", () => {
  it("lets EventBridge put the events of this account, and of no other, into a queue", () => {
    expect(statements("queues").UseByEvents).toEqual({
      Sid: "UseByEvents",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: ["*"],
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
  });
});

describe("keys for some purposes", () => {
  it("makes those and no others", () => {
    const some = keys({ purposes: ["logs", "images"] });
    expect(Object.keys(some.all("aws_kms_key"))).toEqual(["keys_images_key", "keys_logs_key"]);
  });

  it("says so when the ARN of another is asked for", () => {
    let made: PlatformKeys | undefined;
    synthesize((scope) => {
      made = new PlatformKeys(scope, "keys", { ...props, purposes: ["logs"] });
    });
    expect(() => made?.arnOf("files")).toThrow("test/keys: there is no key for files. Add it to purposes.");
  });
});

import { TeamSecrets } from "../../../constructs/identity/team-secrets";
import { environmentOutput } from "../../support/demo";
import { synthesize } from "../../support/synthesize";
import { aws, names } from "./support/context";
import { actionsOf, decide } from "./support/iam";

const boundaryArn = names.boundaryArn("workloads");
const stack = synthesize((scope) => {
  const keyId = () => "*";
  new TeamSecrets(scope, "secrets", { names, ...aws, keyId, boundaryArn, teams: ["storefront", "fulfilment"] });
});
const policyOf = (team: string) => JSON.parse(stack.named("aws_iam_policy", `secrets_${team}_policy-read`).policy);
const secret = (team: string) => names.arn("secretsmanager", `secret:${names.secretPath(team)}payment-AbCdEf`);
const parameter = (team: string) => names.arn("ssm", `parameter${names.parameterPath(team)}payment`);

it("lies under its team's path, below the boundary of workloads", () => {
  expect(stack.named("aws_iam_role", "secrets_storefront_role")).toMatchObject({
    name: "strata-prod-sec-storefront",
    path: "/strata/prod/secrets/storefront/",
    permissions_boundary: boundaryArn,
  });
});

it("is taken by the secrets operator alone, for stores in the team's own namespace", () => {
  const { assume_role_policy } = stack.named("aws_iam_role", "secrets_storefront_role");
  expect(JSON.parse(assume_role_policy).Statement).toEqual([
    {
      Sid: "SecretsOperator",
      Effect: "Allow",
      Principal: { AWS: ["arn:aws:iam::111122223333:root"] },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        ArnLike: { "aws:PrincipalArn": names.controllerRoleArn("external-secrets") },
        StringEquals: { "aws:RequestTag/esoNamespace": "storefront" },
      },
    },
  ]);
});

it("reads the team's secrets and parameters, and those of no other team", () => {
  const may = (action: string, resource: string) => decide([policyOf("storefront")], { action, resource });
  expect(may("secretsmanager:GetSecretValue", secret("storefront"))).toBe("allowed");
  expect(may("secretsmanager:GetSecretValue", secret("fulfilment"))).toBe("denied");
  expect(may("ssm:GetParameter", parameter("storefront"))).toBe("allowed");
  expect(may("ssm:GetParameter", parameter("fulfilment"))).toBe("denied");
  // A team whose name starts alike, the passwords of databases, and another environment.
  expect(may("secretsmanager:GetSecretValue", secret("storefront-eu"))).toBe("denied");
  expect(may("secretsmanager:GetSecretValue", names.arn("secretsmanager", "secret:rds!cluster-1-AbCdEf"))).toBe(
    "denied",
  );
  expect(may("secretsmanager:GetSecretValue", names.arn("secretsmanager", "secret:strata-test/storefront/a"))).toBe(
    "denied",
  );
});

describe("secrets that are encrypted with one of the platform's keys", () => {
  const keyPolicy = JSON.parse(
    environmentOutput("demo")["managed-infrastructure"].named("aws_kms_key", "keys_secrets_key").policy,
  );
  // The key's own policy names the demo's region, which is that of these tests too.
  const decrypt = (purpose: string, service: string) =>
    [policyOf("storefront"), keyPolicy].map((document) =>
      decide([document], {
        action: "kms:Decrypt",
        resource: names.arn("kms", "key/1"),
        context: {
          "kms:ResourceAliases": [names.keyAlias(purpose)],
          "kms:ViaService": `${service}.${aws.region}.amazonaws.com`,
          "kms:CallerAccount": aws.accountId,
        },
      }),
    );

  it.each(["secretsmanager", "ssm"])("are read through %s, where that is the key for secrets", (service) => {
    expect(decrypt("secrets", service)).toEqual(["allowed", "allowed"]);
  });

  it("are read by no other way and under no other key", () => {
    expect(decrypt("secrets", "s3")).toEqual(["denied", "denied"]);
    expect(decrypt("database", "secretsmanager")[0]).toBe("denied");
  });
});

it("writes nothing and lists nothing", () => {
  expect(actionsOf(policyOf("storefront"))).toEqual([
    "kms:Decrypt",
    "secretsmanager:DescribeSecret",
    "secretsmanager:GetSecretValue",
    "ssm:GetParameter",
    "ssm:GetParametersByPath",
  ]);
});

import type { PolicyDocument } from "../../constructs/identity/policy-document";
import { loadEnvironment } from "../../environments/load";
import { decide } from "../constructs/identity/support/iam";
import { demo, synthesizePlatform } from "../support/demo";
import { releaseValues } from "../support/release-values";
import type { Body } from "../support/synthesize";

const stack = () => demo()["cluster-services"];
const stores = (): readonly Body[] => releaseValues(stack(), "secret-stores").objects;
const namespaceOf = (team: string) =>
  `\${data.terraform_remote_state.kubernetes-cluster.outputs.team_namespaces["${team}"]}`;
const storesOf = (team: string) => stores().filter(({ metadata }) => metadata.namespace === namespaceOf(team));
const teams = ["storefront", "fulfilment"];

it("the secrets operator has its own role and its paths before its pods", () => {
  expect(stack().named("aws_eks_pod_identity_association", "external-secrets_identity")).toMatchObject({
    namespace: "cluster-services",
    service_account: "external-secrets",
    role_arn: "arn:aws:iam::111122223333:role/strata/demo/controllers/strata-demo-ctl-external-secrets",
  });
  expect(stack().named("helm_release", "external-secrets_release").depends_on).toEqual([
    "kubernetes_network_policy_v1.external-secrets_allow-external-secrets-to-api-server",
    "kubernetes_network_policy_v1.external-secrets_allow-external-secrets-to-aws",
    "kubernetes_network_policy_v1.external-secrets_allow-api-server-to-external-secrets-webhook",
    "aws_eks_pod_identity_association.external-secrets_identity",
  ]);
});

it("every team has two stores, made when the operator's webhook can look at them", () => {
  expect(teams.map((team) => storesOf(team).map(({ metadata }) => metadata.name))).toEqual([
    ["secrets-manager", "parameter-store"],
    ["secrets-manager", "parameter-store"],
  ]);
  expect(stores()).toHaveLength(2 * teams.length);
  expect(stack().named("helm_release", "secret-stores").depends_on).toEqual(["helm_release.external-secrets_release"]);
});

it("an environment without teams has no stores", () => {
  const environment = { ...loadEnvironment("demo"), teams: [], apps: [] };
  const releases = synthesizePlatform({ environment })["cluster-services"].all("helm_release");
  expect(Object.keys(releases)).not.toContain("secret-stores");
});

describe.each(teams)("what the stores of %s are asked for", (team) => {
  const other = teams.find((one) => one !== team) ?? "";
  const roleName = `secrets_${team}_role`;
  const policyOf = (of: string): PolicyDocument =>
    JSON.parse(demo().identity.named("aws_iam_policy", `secrets_${of}_policy-read`).policy);
  const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:111122223333:${resource}`;
  /** ARN of what a key of the store leads to. */
  const found = ({ service, prefix }: Body, key: string) =>
    service === "SecretsManager"
      ? arn("secretsmanager", `secret:${prefix}${key}-AbCdEf`)
      : arn("ssm", `parameter${prefix}${key}`);
  const asked = ({ service }: Body) =>
    service === "SecretsManager" ? "secretsmanager:GetSecretValue" : "ssm:GetParameter";

  it("is read with the team's role, which is the one that identity makes", () => {
    const { path, name } = demo().identity.named("aws_iam_role", roleName);
    for (const { spec } of storesOf(team)) {
      expect(spec.provider.aws.role).toBe(`arn:aws:iam::111122223333:role${path}${name}`);
    }
  });

  it("is let through by the role's trust, which hears the namespace that the operator tells", () => {
    const { Statement } = JSON.parse(demo().identity.named("aws_iam_role", roleName).assume_role_policy);
    const trust = Statement.map((statement: Body) => ({ ...statement, Resource: ["*"] }));
    const operator = stack().named("aws_eks_pod_identity_association", "external-secrets_identity").role_arn;
    const take = (namespace: string) =>
      decide([{ Version: "2012-10-17", Statement: trust }], {
        action: "sts:AssumeRole",
        resource: "*",
        context: { "aws:PrincipalArn": operator, "aws:RequestTag/esoNamespace": namespace },
      });
    expect(storesOf(team).map(({ spec }) => spec.provider.aws.sessionTagsPolicy)).toEqual(["Simple", "Simple"]);
    expect([take(team), take(other)]).toEqual(["allowed", "denied"]);
  });

  it("is the team's: its role reads it, and that of another team does not", () => {
    for (const { spec } of storesOf(team)) {
      const call = { action: asked(spec.provider.aws), resource: found(spec.provider.aws, "stripe") };
      expect([decide([policyOf(team)], call), decide([policyOf(other)], call)]).toEqual(["allowed", "denied"]);
    }
  });
});

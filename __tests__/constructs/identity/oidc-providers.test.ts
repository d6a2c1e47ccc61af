import { type OidcIssuer, oidcProviderArn } from "../../../constructs/identity/oidc-issuer";
import { OidcProviders } from "../../../constructs/identity/oidc-providers";
import { synthesize } from "../../support/synthesize";

const issuer = (provider: OidcIssuer["provider"]): OidcIssuer => {
  return {
    id: "github",
    sid: "GitHub",
    host: "token.actions.githubusercontent.com",
    audience: "sts.amazonaws.com",
    provider,
  };
};
const type = "aws_iam_openid_connect_provider";

it("creates a provider that is ours, for its one audience, without a thumbprint", () => {
  const stack = synthesize((scope) => new OidcProviders(scope, "oidc", [issuer("create")]));
  expect(stack.named(type, "oidc_github")).toEqual({
    url: "https://token.actions.githubusercontent.com",
    client_id_list: ["sts.amazonaws.com"],
  });
});

it.each([
  ["an existing provider", [issuer("existing")]],
  ["no pipeline", []],
])("creates nothing for %s, and reads nothing either", (_, issuers) => {
  const stack = synthesize((scope) => new OidcProviders(scope, "oidc", issuers));
  expect([stack.types, stack.json.data]).toEqual([[], undefined]);
});

it("knows the ARN of a provider without asking AWS", () => {
  const arn = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
  expect(oidcProviderArn(issuer("existing"), "111122223333", "aws")).toBe(arn);
});

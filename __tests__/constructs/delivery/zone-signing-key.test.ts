import { ZoneSigningKey } from "../../../constructs/delivery/zone-signing-key";
import { synthesize } from "../../support/synthesize";

const stack = synthesize((scope) => {
  new ZoneSigningKey(scope, "signing", {
    accountId: "111122223333",
    partition: "aws",
    alias: "alias/strata/demo/dnssec",
    administrators: ["arn:aws:iam::111122223333:role/keys"],
    signers: ["arn:aws:iam::111122223333:role/zones"],
  });
});
const key = stack.only("aws_kms_key");
const statements: readonly { readonly Sid: string; readonly [part: string]: unknown }[] = JSON.parse(
  key.policy,
).Statement;
const statement = (sid: string) => statements.find(({ Sid }) => Sid === sid);

it("signs by a key of the one kind that Route 53 takes, in the one region where it looks for it", () => {
  expect(key).toMatchObject({
    region: "us-east-1",
    customer_master_key_spec: "ECC_NIST_P256",
    key_usage: "SIGN_VERIFY",
  });
  expect(key).not.toHaveProperty("enable_key_rotation");
  expect(stack.only("aws_kms_alias")).toMatchObject({ region: "us-east-1", name: "alias/strata/demo/dnssec" });
});

it("lets Route 53 sign for zones of this account, and hold a grant", () => {
  const service = { Service: "dnssec-route53.amazonaws.com" };
  expect(statement("Signing")).toMatchObject({
    Principal: service,
    Action: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
    Condition: {
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnLike: { "aws:SourceArn": "arn:aws:route53:::hostedzone/*" },
    },
  });
  expect(statement("SigningGrants")).toMatchObject({
    Principal: service,
    Action: ["kms:CreateGrant"],
    Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
  });
});

it("lets nobody sign by himself", () => {
  const signers = statements.filter(
    ({ Action, Sid }) => JSON.stringify(Action).includes("kms:Sign") && Sid !== "Signing",
  );
  expect(signers.map(({ Condition }) => Condition)).toEqual([
    {
      ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/zones"] },
      Null: { "kms:ViaService": "false" },
    },
  ]);
});

it("is managed by those that make it, and not by those that hand it over", () => {
  expect(statement("Administration")).toMatchObject({
    Condition: { ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/keys"] } },
  });
});

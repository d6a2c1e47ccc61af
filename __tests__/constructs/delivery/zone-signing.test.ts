import { TerraformOutput } from "cdktf";
import { ZoneSigning } from "../../../constructs/delivery/zone-signing";
import { synthesize } from "../../support/synthesize";

const stack = synthesize((scope) => {
  const { dsRecord } = new ZoneSigning(scope, "signing", {
    accountId: "111122223333",
    partition: "aws",
    zoneId: "Z1",
    keyAlias: "alias/strata/demo/dnssec",
    administrators: ["arn:aws:iam::111122223333:role/apply"],
  });
  new TerraformOutput(scope, "ds", { value: dsRecord, staticId: true });
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
    expect.objectContaining({ Null: { "kms:ViaService": "false" } }),
  ]);
});

it("signs once there is a key for it, and stops before the key goes", () => {
  expect(stack.only("aws_route53_key_signing_key")).toMatchObject({
    hosted_zone_id: "Z1",
    key_management_service_arn: `\${aws_kms_key.signing_key.arn}`,
  });
  // Terraform destroys in the reverse order.
  expect(stack.only("aws_route53_hosted_zone_dnssec").depends_on).toEqual([
    "aws_route53_key_signing_key.signing_key-signing-key",
  ]);
});

it("says what the parent zone has to hold", () => {
  expect(stack.json.output?.ds.value).toBe(`\${aws_route53_key_signing_key.signing_key-signing-key.ds_record}`);
});

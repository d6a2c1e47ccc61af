import { TerraformOutput } from "cdktf";
import { ZoneSigning } from "../../../constructs/delivery/zone-signing";
import { synthesize } from "../../support/synthesize";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1";
const stack = synthesize((scope) => {
  const { dsRecord } = new ZoneSigning(scope, "signing", { zoneId: "Z1", keyArn });
  new TerraformOutput(scope, "ds", { value: dsRecord, staticId: true });
});

it("signs once there is a key for it, and stops before Route 53's key goes", () => {
  expect(stack.only("aws_route53_key_signing_key")).toMatchObject({
    hosted_zone_id: "Z1",
    key_management_service_arn: keyArn,
  });
  // Terraform destroys in the reverse order.
  expect(stack.only("aws_route53_hosted_zone_dnssec").depends_on).toEqual([
    "aws_route53_key_signing_key.signing_key-signing-key",
  ]);
});

it("says what the parent zone has to hold", () => {
  expect(stack.json.output?.ds.value).toBe(`\${aws_route53_key_signing_key.signing_key-signing-key.ds_record}`);
});

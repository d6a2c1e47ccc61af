import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Route53HostedZoneDnssec } from "@cdktf/provider-aws/lib/route53-hosted-zone-dnssec";
import { Route53KeySigningKey } from "@cdktf/provider-aws/lib/route53-key-signing-key";
import { Construct } from "constructs";
import { administration, type KeyLocation, reading } from "../encryption/key-statements";
import { waive } from "../guardrails/waive";
import { allow, policyDocument, type Statement } from "../identity/policy-document";
import { signingRegion } from "./signing-region";

export interface ZoneSigningProps extends Pick<KeyLocation, "accountId" | "partition"> {
  readonly zoneId: string;
  /** Alias of the key that signs. */
  readonly keyAlias: string;
  /** ARN patterns of who may manage the key; whoever runs Terraform must be among them. */
  readonly administrators: readonly string[];
}

/**
 * DNSSEC of a public zone. Route 53 signs its records with keys of its own, and these with a KMS key of ours. Resolvers
 * look at signatures once the parent zone has the DS record; while it has it, Route 53 refuses to stop signing. So it is
 * taken out of the parent first, and Terraform then stops the signing before it deletes the keys.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html
 */
export class ZoneSigning extends Construct {
  /** What the parent zone has to hold, once the zone is signed. */
  readonly dsRecord: string;

  constructor(scope: Construct, id: string, props: ZoneSigningProps) {
    super(scope, id);
    const { zoneId: hostedZoneId } = props;
    const key = this.key(props);
    // The right to hand the key over rests on its alias.
    const alias = new KmsAlias(this, "alias", { region: signingRegion, name: props.keyAlias, targetKeyId: key.keyId });
    const signing = new Route53KeySigningKey(this, "key-signing-key", {
      hostedZoneId,
      name: "strata",
      keyManagementServiceArn: key.arn,
      dependsOn: [alias],
    });
    new Route53HostedZoneDnssec(this, "dnssec", { hostedZoneId, dependsOn: [signing] });
    this.dsRecord = signing.dsRecord;
  }

  /** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html */
  private key(props: ZoneSigningProps): KmsKey {
    const key = new KmsKey(this, "key", {
      region: signingRegion,
      description: "Signs the keys with which Route 53 signs the apps' zone.",
      customerMasterKeySpec: "ECC_NIST_P256",
      keyUsage: "SIGN_VERIFY",
      policy: JSON.stringify(keyPolicy(props)),
      deletionWindowInDays: 30,
      tags: { Name: props.keyAlias.replace(/^alias\//, "") },
    });
    waive(
      key,
      "CKV_AWS_7",
      "KMS rotates no asymmetric keys; the key changes together with the DS record of the parent",
    );
    return key;
  }
}

/** Route 53 signs in its own name, for this account's zones alone, once whoever deploys the zone has given it the key. */
function keyPolicy({ administrators, accountId, partition = "aws" }: ZoneSigningProps) {
  const location = { accountId, partition, region: signingRegion };
  return policyDocument(
    administration(location, administrators),
    reading(location),
    handing(location, administrators),
    ...signing(location),
  );
}

/** What Route 53 does with the rights of whoever hands it the key. */
function handing({ accountId, partition }: KeyLocation, administrators: readonly string[]): Statement {
  const through = { ArnLike: { "aws:PrincipalArn": administrators }, Null: { "kms:ViaService": "false" } };
  const Principal = { AWS: [`arn:${partition}:iam::${accountId}:root`] };
  return { ...allow("Handing", ["kms:CreateGrant", ...uses], "*", through), Principal };
}

const uses = ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"];

function signing({ accountId, partition }: KeyLocation): readonly Statement[] {
  const Principal = { Service: "dnssec-route53.amazonaws.com" };
  const ourZones = {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:route53:::hostedzone/*` },
  };
  const forItself = { Bool: { "kms:GrantIsForAWSResource": "true" } };
  return [
    { ...allow("Signing", uses, "*", ourZones), Principal },
    { ...allow("SigningGrants", "kms:CreateGrant", "*", forItself), Principal },
  ];
}

import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { administration, type KeyLocation, reading } from "../encryption/key-statements";
import { waive } from "../guardrails/waive";
import { allow, policyDocument, type Statement } from "../identity/policy-document";
import { signingRegion } from "./signing-region";

export interface ZoneSigningKeyProps extends Pick<KeyLocation, "accountId" | "partition"> {
  /** Name that begins with `alias/`: the right to hand the key over rests on it until the ledger knows the key's id. */
  readonly alias: string;
  /** ARN patterns of who may manage the key; whoever runs Terraform must be among them. */
  readonly administrators: readonly string[];
  /** ARN patterns of who may hand the key to Route 53, which acts with their rights. */
  readonly signers: readonly string[];
}

/**
 * The KMS key that signs the keys with which Route 53 signs a zone: of the one kind that Route 53 takes, in the one region
 * where it looks for it. Costs what every KMS key does, and each signature a little.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html
 */
export class ZoneSigningKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ZoneSigningKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, "key", {
      region: signingRegion,
      description: "Signs the keys with which Route 53 signs the apps' zone.",
      customerMasterKeySpec: "ECC_NIST_P256",
      keyUsage: "SIGN_VERIFY",
      policy: JSON.stringify(keyPolicy(props)),
      deletionWindowInDays: 30,
      tags: { Name: props.alias.replace(/^alias\//, "") },
    });
    waive(
      key,
      "CKV_AWS_7",
      "KMS rotates no asymmetric keys; the key changes together with the DS record of the parent",
    );
    new KmsAlias(this, "alias", { region: signingRegion, name: props.alias, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

/** Route 53 signs in its own name, for this account's zones alone, once whoever deploys the zone has given it the key. */
function keyPolicy({ administrators, signers, accountId, partition = "aws" }: ZoneSigningKeyProps) {
  const location = { accountId, partition, region: signingRegion };
  return policyDocument(
    administration(location, administrators),
    reading(location),
    handing(location, signers),
    ...signing(location),
  );
}

/** What Route 53 does with the rights of whoever hands it the key. */
function handing({ accountId, partition }: KeyLocation, signers: readonly string[]): Statement {
  const through = { ArnLike: { "aws:PrincipalArn": signers }, Null: { "kms:ViaService": "false" } };
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

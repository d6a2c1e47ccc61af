import { Route53HostedZoneDnssec } from "@cdktf/provider-aws/lib/route53-hosted-zone-dnssec";
import { Route53KeySigningKey } from "@cdktf/provider-aws/lib/route53-key-signing-key";
import { Construct } from "constructs";

export interface ZoneSigningProps {
  readonly zoneId: string;
  /** The KMS key that signs, of the kind that `ZoneSigningKey` makes. */
  readonly keyArn: string;
}

/**
 * DNSSEC of a public zone. Route 53 signs its records with keys of its own, and these with a KMS key of ours. Resolvers
 * look at signatures once the parent zone has the DS record; while it has it, Route 53 refuses to stop signing. So it is
 * taken out of the parent first, and Terraform then stops the signing before it deletes Route 53's key. The KMS key is in
 * an earlier stack, and outlives both.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html
 */
export class ZoneSigning extends Construct {
  /** What the parent zone has to hold, once the zone is signed. */
  readonly dsRecord: string;

  constructor(scope: Construct, id: string, { zoneId: hostedZoneId, keyArn }: ZoneSigningProps) {
    super(scope, id);
    const signing = new Route53KeySigningKey(this, "key-signing-key", {
      hostedZoneId,
      name: "strata",
      keyManagementServiceArn: keyArn,
    });
    new Route53HostedZoneDnssec(this, "dnssec", { hostedZoneId, dependsOn: [signing] });
    this.dsRecord = signing.dsRecord;
  }
}

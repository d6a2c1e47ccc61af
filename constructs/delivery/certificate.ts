import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { waive } from "../guardrails/waive";
import type { DnsZone } from "./dns-zone";

export interface CertificateProps {
  /** Zone of the domain, which has to be delegated: ACM looks for the proof there, from outside. */
  readonly zone: Pick<DnsZone, "domain" | "zoneId" | "delegated">;
}

/**
 * An ACM certificate for a domain and everything one level below it, proven by DNS and renewed by AWS. Until the zone
 * is delegated it is not even requested: the request would fail for good after 72 hours, and the apply after 75 minutes.
 */
export class Certificate extends Construct {
  /** The certificate once it is valid; empty until the zone is delegated. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { zone }: CertificateProps) {
    super(scope, id);
    this.arn = zone.delegated ? this.request(zone.domain, zone.zoneId) : "";
  }

  private request(domain: string, zoneId: string): string {
    const certificate = new AcmCertificate(this, "certificate", {
      domainName: domain,
      subjectAlternativeNames: [`*.${domain}`],
      validationMethod: "DNS",
      options: { certificateTransparencyLoggingPreference: "ENABLED" },
      tags: { Name: domain },
      // A load balancer goes on with the old one until it has the new one.
      lifecycle: { createBeforeDestroy: true },
    });
    waive(
      certificate,
      "CKV2_AWS_71",
      "the apps of a domain share one load balancer; ACM keeps the private key to itself",
    );
    // ACM asks for one and the same record for a domain and its wildcard: so either of the two proofs will do, and
    // none of them has to be known at plan, as the keys of a for_each would.
    const proof = certificate.domainValidationOptions.get(0);
    const record = new Route53Record(this, "proof", {
      zoneId,
      name: proof.resourceRecordName,
      type: proof.resourceRecordType,
      records: [proof.resourceRecordValue],
      ttl: 300,
      // The record is the same for every certificate that this account ever requests for the domain.
      allowOverwrite: true,
    });
    const validation = new AcmCertificateValidation(this, "validation", {
      certificateArn: certificate.arn,
      validationRecordFqdns: [record.fqdn],
    });
    return validation.certificateArn;
  }
}

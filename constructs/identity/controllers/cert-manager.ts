import { allow, type Conditions, policyDocument } from "../policy-document";
import { type ControllerPolicy, zoneArn } from "./controller-context";

const recordNames = "route53:ChangeResourceRecordSetsNormalizedRecordNames";
const recordTypes = "route53:ChangeResourceRecordSetsRecordTypes";

/**
 * Certificates by DNS: the texts that answer a challenge, `_acme-challenge` of the domain and of hosts below it.
 * Source: cert-manager docs, configuration, ACME DNS-01, Route 53.
 */
export const certManager: ControllerPolicy = (context) => {
  const { domain, partition } = context;
  const challenges: Conditions = {
    "ForAllValues:StringLike": { [recordNames]: [`_acme-challenge.${domain}`, `_acme-challenge.*.${domain}`] },
    "ForAllValues:StringEquals": { [recordTypes]: ["TXT"] },
    Null: { [recordNames]: "false", [recordTypes]: "false" },
  };
  return policyDocument(
    allow("Answer", "route53:ChangeResourceRecordSets", zoneArn(context), challenges),
    allow("Read", "route53:ListResourceRecordSets", zoneArn(context)),
    allow("Wait", "route53:GetChange", `arn:${partition}:route53:::change/*`),
    allow("FindZone", "route53:ListHostedZonesByName", "*"),
  );
};

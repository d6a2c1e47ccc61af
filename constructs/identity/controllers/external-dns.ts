import { allow, type Conditions, deny, type PolicyDocument, policyDocument } from "../policy-document";
import { type ControllerPolicy, type OwnZone, zoneArn } from "./controller-context";

const recordNames = "route53:ChangeResourceRecordSetsNormalizedRecordNames";
const recordTypes = "route53:ChangeResourceRecordSetsRecordTypes";
const recordActions = "route53:ChangeResourceRecordSetsActions";

/**
 * The DNS manager: hosts of the domain, and the marks that say they are its own. Names that start with an underscore are
 * proofs (of certificates, of mail), which it must not answer.
 * Sources: kubernetes-sigs/external-dns, docs/tutorials/aws.md; Route 53 Developer Guide, "Using IAM policy conditions".
 */
export const externalDns: ControllerPolicy = (context) => writingTo(context, context.partition);

/** The same of the zone that only the VPC sees. */
export const externalDnsPrivate: ControllerPolicy = ({ privateZone, partition }) => {
  if (!privateZone) throw new Error("external-dns-private runs only where there is a private zone");
  return writingTo(privateZone, partition);
};

function writingTo({ domain, zoneId }: OwnZone, partition: string): PolicyDocument {
  const zone = zoneArn({ partition, zoneId });
  const ownRecords: Conditions = {
    "ForAllValues:StringLike": { [recordNames]: [domain, `*.${domain}`] },
    "ForAllValues:StringEquals": {
      [recordTypes]: ["A", "AAAA", "CNAME", "TXT"],
      [recordActions]: ["CREATE", "DELETE", "UPSERT"],
    },
    // A condition on all values holds for none as well.
    Null: { [recordNames]: "false", [recordTypes]: "false", [recordActions]: "false" },
  };
  return policyDocument(
    allow("Write", "route53:ChangeResourceRecordSets", zone, ownRecords),
    deny("NoProofs", "route53:ChangeResourceRecordSets", zone, { "ForAnyValue:StringLike": { [recordNames]: ["_*"] } }),
    allow("Read", ["route53:ListResourceRecordSets", "route53:ListTagsForResources"], zone),
    // Zones are found by listing them all.
    allow("FindZone", "route53:ListHostedZones", "*"),
  );
}

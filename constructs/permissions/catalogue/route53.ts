import { signingRegion } from "../../delivery/signing-region";
import type { Catalogue, Conditions, Grant, ResourceView } from "../entry";
import { anywhere, both, on } from "../ownership";

/** Amazon Route 53. It authorizes by no tag, and AWS chooses the ids of zones. */
const arn = ({ partition }: ResourceView, id: string) => `arn:${partition}:route53:::${id}`;
/** This zone once the ledger knows its id, all zones until then. */
const zone = (r: ResourceView) => arn(r, `hostedzone/${r.id}`);
const zoneOf = (r: ResourceView) => arn(r, `hostedzone/${r.text("zone_id")}`);
const anyChange = (r: ResourceView) => arn(r, "change/*");

/**
 * As Route 53 compares names: lower case, no dot at the end, and an octal code for all but letters, digits, hyphen,
 * underscore and dot (developer guide, Normalization of Route 53 condition key values).
 */
export function normalizedName(name: string): string {
  const escaped = (character: string) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
  return name
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/[^a-z0-9_.-]/g, escaped);
}

/** Terraform takes names with and without the zone's. */
function fullName(r: ResourceView): string {
  const name = normalizedName(r.text("name"));
  const [zone] = r.argumentsOf("zone_id", "name").map(normalizedName);
  if (!zone || name === zone || name.endsWith(`.${zone}`)) return name;
  return name ? `${name}.${zone}` : zone;
}

const namesKey = "route53:ChangeResourceRecordSetsNormalizedRecordNames";
const typesKey = "route53:ChangeResourceRecordSetsRecordTypes";
const actionsKey = "route53:ChangeResourceRecordSetsActions";

/** A call changes several records at once: every one of them must be of this name, type and action. */
function onlyThis(r: ResourceView, actions: readonly string[]): Conditions {
  const proofs = proofsOf(r);
  const name: Conditions =
    proofs.length > 0
      ? { "ForAllValues:StringLike": { [namesKey]: proofs } }
      : { "ForAllValues:StringEquals": { [namesKey]: [fullName(r)] } };
  const type = proofs.length > 0 ? "CNAME" : r.text("type");
  return both(name, {
    "ForAllValues:StringEquals": { [typesKey]: [type], [actionsKey]: actions },
    // Without a value the conditions on all values would hold as well.
    Null: { [namesKey]: "false" },
  });
}

/** ACM chooses the first label of the record that proves a domain, and the same for its wildcard. */
function proofsOf(r: ResourceView): readonly string[] {
  const domains = ["domain_name", "subject_alternative_names"].flatMap((argument) => r.argumentsOf("name", argument));
  return [...new Set(domains.map((domain) => `_*.${normalizedName(domain.replace(/^\*\./, ""))}`))];
}

const change = (r: ResourceView, ...actions: readonly string[]): Grant => ({
  actions: ["route53:ChangeResourceRecordSets"],
  resources: [zoneOf(r)],
  conditions: onlyThis(r, actions),
});

/**
 * Only where the zone says that it may go with all that is in it, and of the one zone whose id the ledger knows: until
 * then it would be every zone of the account, and no condition. Left to an administrator otherwise.
 */
function deletion(r: ResourceView): readonly Grant[] {
  if (r.id === "*" || !r.has("force_destroy") || r.text("force_destroy") !== "true") return [];
  const emptying: Conditions = {
    "ForAllValues:StringEquals": { [actionsKey]: ["DELETE"] },
    Null: { [actionsKey]: "false" },
  };
  return [
    // The provider asks whether a zone that it empties is signed, and fails where it may not.
    on([zone(r)], "route53:DeleteHostedZone", "route53:GetDNSSEC", "route53:ListResourceRecordSets"),
    { actions: ["route53:ChangeResourceRecordSets"], resources: [zone(r)], conditions: emptying },
  ];
}

function creation(r: ResourceView): Grant {
  const action = ["route53:CreateHostedZone"];
  if (!r.has("vpc")) {
    return anywhere(
      action,
      "a zone has no ARN before it exists, and the only condition is on the VPCs of private zones (service " +
        "authorization reference, Amazon Route 53)",
    );
  }
  const vpcs = "route53:VPCs";
  return {
    actions: action,
    resources: ["*"],
    conditions: {
      "ForAllValues:StringLike": { [vpcs]: [`VPCId=${r.text("vpc[0].vpc_id")},VPCRegion=${r.region}`] },
      Null: { [vpcs]: "false" },
    },
    because: "a zone has no ARN before it exists (service authorization reference, Amazon Route 53)",
  };
}

/** The VPC of a private zone, which Route 53 looks up in its caller's name; its name servers stand in a record. */
function privateReads(r: ResourceView): readonly Grant[] {
  if (!r.has("vpc")) return [];
  return [anywhere(["ec2:DescribeVpcs"]), on([zone(r)], "route53:ListResourceRecordSets")];
}

/**
 * Only of the one zone whose id the ledger knows: signing or no longer signing a zone, before its parent is ready for it,
 * takes its domain off the internet, and no condition tells one zone from another.
 */
function signing(r: ResourceView, ...actions: readonly string[]): readonly Grant[] {
  if (r.text("hosted_zone_id") === "*") return [];
  return [on([signedZone(r)], ...actions.map((action) => `route53:${action}`))];
}

const signedZone = (r: ResourceView) => arn(r, `hostedzone/${r.text("hosted_zone_id")}`);

const signatures = (r: ResourceView): readonly Grant[] => [
  on([signedZone(r)], "route53:GetDNSSEC"),
  on([anyChange(r)], "route53:GetChange"),
];

/**
 * The key that Route 53 is handed, in the hands of AWS services alone. AWS documents what Route 53 needs, not what it needs
 * of its caller; these are the calls that CloudFormation's handler lists.
 */
function handingKey(r: ResourceView): Grant {
  const argument = "key_management_service_arn";
  const throughServices: Conditions = { Null: { "kms:ViaService": "false" } };
  const known = r.keyArns(argument);
  return {
    actions: ["kms:CreateGrant", "kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
    resources: known ?? [`arn:${r.partition}:kms:${signingRegion}:${r.account}:key/*`],
    conditions: known
      ? throughServices
      : { ...throughServices, "ForAnyValue:StringEquals": { "kms:ResourceAliases": r.aliases(argument) } },
  };
}

export const route53: Catalogue = {
  aws_route53_zone: {
    arn: zone,
    create: (r) => [
      creation(r),
      ...privateReads(r),
      // What is nobody's for want of tag authorization can't be taken over by a tag.
      on([zone(r)], "route53:ChangeTagsForResource"),
    ],
    read: (r) => [
      on([zone(r)], "route53:GetHostedZone", "route53:ListTagsForResource"),
      on([anyChange(r)], "route53:GetChange"),
      ...privateReads(r),
    ],
    update: (r) => [on([zone(r)], "route53:ChangeTagsForResource", "route53:UpdateHostedZoneComment")],
    delete: deletion,
  },
  aws_route53_key_signing_key: {
    arn: signedZone,
    create: (r) => [...signing(r, "CreateKeySigningKey"), handingKey(r)],
    read: signatures,
    update: (r) => [...signing(r, "ActivateKeySigningKey", "DeactivateKeySigningKey"), handingKey(r)],
    delete: (r) => [...signing(r, "DeactivateKeySigningKey", "DeleteKeySigningKey"), handingKey(r)],
  },
  aws_route53_hosted_zone_dnssec: {
    arn: signedZone,
    create: (r) => signing(r, "EnableHostedZoneDNSSEC"),
    read: signatures,
    update: (r) => signing(r, "DisableHostedZoneDNSSEC", "EnableHostedZoneDNSSEC"),
    delete: (r) => signing(r, "DisableHostedZoneDNSSEC"),
  },
  aws_route53_record: {
    arn: zoneOf,
    // The provider sends UPSERT for `allow_overwrite`.
    create: (r) => [change(r, "CREATE", "UPSERT")],
    read: (r) => [
      on([zoneOf(r)], "route53:GetHostedZone", "route53:ListResourceRecordSets"),
      on([anyChange(r)], "route53:GetChange"),
    ],
    // A record of another type takes the place of the old one in one call.
    update: (r) => [change(r, "CREATE", "DELETE", "UPSERT")],
    delete: (r) => [change(r, "DELETE")],
  },
};

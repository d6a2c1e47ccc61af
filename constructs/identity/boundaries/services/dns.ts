import { signingRegion } from "../../../delivery/signing-region";
import type { Grant } from "../../../permissions/entry";
import type { BoundaryContext } from "../boundary-context";
import { adopted, all, born, ownRecords, tagged, throughServices, zoneArn, zones } from "../own";
import { type Reach, reads } from "./reach";

/**
 * Records of the environment's domains. A zone has no tags that Route 53 looks at: nobody deletes one but those that the
 * environment gives up, once their ids are known.
 */
export const dns: Reach = (context) => [
  reads("route53:Get*", "route53:List*"),
  {
    actions: ["route53:ChangeResourceRecordSets"],
    resources: zones(context),
    conditions: ownRecords(context),
  },
  ...(context.makesZones ? zonesOfItsOwn(context) : []),
  ...(context.signsZone ? signing(context) : []),
];

function zonesOfItsOwn(context: BoundaryContext): readonly Grant[] {
  const changes = ["route53:ChangeTagsForResource", "route53:UpdateHostedZoneComment"];
  const deletable = context.deletableZoneIds.map((id) => zoneArn(context, id));
  return [
    { actions: changes, resources: zones(context) },
    { actions: ["route53:CreateHostedZone"], resources: ["*"] },
    ...(deletable.length > 0 ? [{ actions: ["route53:DeleteHostedZone"], resources: deletable }] : []),
  ];
}

/** Signatures of the zone, by a key that can do nothing else. */
function signing(context: BoundaryContext): readonly Grant[] {
  const keys = [`arn:${context.partition}:kms:${signingRegion}:*:key/*`];
  const manages = ["*Alias", "*Deletion", "*TagResource", "Put*", "UpdateKey*"];
  return [
    { actions: ["route53:*HostedZoneDNSSEC", "route53:*KeySigningKey"], resources: zones(context) },
    reads("kms:GetKey*", "kms:ListResourceTags"),
    { actions: manages.map((action) => `kms:${action}`), resources: keys, conditions: tagged(context) },
    {
      actions: ["kms:*Alias"],
      resources: [`arn:${context.partition}:kms:${signingRegion}:*:${context.names.keyAlias("dnssec")}`],
    },
    {
      actions: ["kms:CreateKey"],
      resources: ["*"],
      conditions: { StringEquals: { ...born(context).StringEquals, "kms:KeyUsage": "SIGN_VERIFY" } },
    },
    { actions: ["kms:TagResource"], resources: keys, conditions: adopted(context) },
    {
      actions: ["kms:CreateGrant", "kms:GetPublicKey", "kms:Sign"],
      resources: keys,
      conditions: { ...tagged(context), ...throughServices },
    },
  ];
}

/** Certificates that AWS issues and keeps. */
export const certificates: Reach = (context) => [
  reads("acm:Describe*", "acm:List*"),
  { actions: ["acm:*"], resources: all(context, "acm", "certificate"), conditions: tagged(context) },
  { actions: ["acm:AddTagsToCertificate", "acm:RequestCertificate"], resources: ["*"], conditions: born(context) },
];

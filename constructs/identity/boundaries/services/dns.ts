import type { Grant } from "../../../permissions/entry";
import type { BoundaryContext } from "../boundary-context";
import { aliased, all, born, ownRecords, tagged, zoneArn, zones } from "../own";
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
  const changes = ["route53:ChangeTags*", "route53:*ZoneComment"];
  const deletable = context.deletableZoneIds.map((id) => zoneArn(context, id));
  return [
    { actions: changes, resources: zones(context) },
    { actions: ["route53:CreateHostedZone"], resources: ["*"] },
    ...(deletable.length > 0 ? [{ actions: ["route53:DeleteHostedZone"], resources: deletable }] : []),
  ];
}

/** Signatures of the zone. AWS services use its key, which another stack makes, as they do every key of the environment's. */
function signing(context: BoundaryContext): readonly Grant[] {
  return [
    ...(context.signedZoneId
      ? [
          {
            actions: ["route53:*DNSSEC", "route53:*SigningKey"],
            resources: [zoneArn(context, context.signedZoneId)],
          },
        ]
      : []),
    {
      actions: ["kms:GetPub*", "kms:Sign"],
      resources: all(context, "kms", "key"),
      conditions: { ...aliased(context), Null: { "kms:ViaService": "false" } },
    },
  ];
}

/** Certificates that AWS issues and keeps. */
export const certificates: Reach = (context) => [
  reads("acm:Describe*", "acm:List*"),
  { actions: ["acm:*"], resources: all(context, "acm", "certificate"), conditions: tagged(context) },
  { actions: ["acm:AddTags*", "acm:Request*"], resources: ["*"], conditions: born(context) },
];

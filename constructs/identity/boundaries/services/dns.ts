import type { Grant } from "../../../permissions/entry";
import type { BoundaryContext } from "../boundary-context";
import { all, born, ownRecords, tagged, zones } from "../own";
import { type Reach, reads } from "./reach";

/**
 * Records of the environment's domain. A zone has no tags that Route 53 looks at: nobody deletes one but the one that the
 * environment gives up, once its id is known.
 */
export const dns: Reach = (context) => [
  reads("route53:Get*", "route53:List*"),
  {
    actions: ["route53:ChangeResourceRecordSets"],
    resources: [zones(context)],
    conditions: ownRecords(context),
  },
  ...(context.zoneId ? [] : zoneOfItsOwn(context)),
];

function zoneOfItsOwn(context: BoundaryContext): readonly Grant[] {
  const { deletableZoneId, partition } = context;
  const changes = ["route53:ChangeTags*", "route53:UpdateHostedZoneC*"];
  return [
    { actions: changes, resources: [zones(context)] },
    { actions: ["route53:CreateHostedZone"], resources: ["*"] },
    ...(deletableZoneId
      ? [
          {
            actions: ["route53:DeleteHostedZone"],
            resources: [`arn:${partition}:route53:::hostedzone/${deletableZoneId}`],
          },
        ]
      : []),
  ];
}

/** Certificates that AWS issues and keeps. */
export const certificates: Reach = (context) => [
  reads("acm:Describe*", "acm:List*"),
  { actions: ["acm:*"], resources: all(context, "acm", "certificate"), conditions: tagged(context) },
  { actions: ["acm:AddTags*", "acm:Request*"], resources: ["*"], conditions: born(context) },
];

import { allow } from "../policy-document";
import { readCaches, readDatabases, readNames } from "./app-services-reads";
import { caches, databases, passwords } from "./datastores";
import {
  type Deployed,
  logGroups,
  podIdentity,
  readEverything,
  readLogGroups,
  readPodIdentity,
  type StackPermissions,
} from "./stack-permissions";

/** Datastores, DNS, certificates, and the roles of the controllers that serve the apps. */
export function appServices(deployed: Deployed): StackPermissions {
  const { names } = deployed;
  const controllers = (["load-balancer-controller", "external-dns", "cert-manager"] as const).map((controller) =>
    names.controllerRoleArn(controller),
  );
  return {
    reads: [readEverything(...readDatabases, ...readCaches, ...readNames, ...readLogGroups, ...readPodIdentity)],
    writes: {
      databases: databases(deployed),
      passwords: passwords(deployed),
      caches: caches(deployed),
      names: dns(deployed),
      "security-groups": securityGroups(deployed),
      pods: podIdentity(deployed, controllers),
      logs: [
        ...logGroups(deployed, names.databaseLogGroup("*", "*"), names.logGroup("*")),
        // ElastiCache sets up its delivery with the caller's rights; deliveries have no ARN.
        allow("DeliverLogs", logDelivery, "*"),
      ],
    },
  };
}

const logDelivery = ["Create", "Delete", "Get", "Update"]
  .map((verb) => `logs:${verb}LogDelivery`)
  .concat("logs:ListLogDeliveries");

/**
 * Zones know no tags in IAM, so records are narrowed by name and type: here only ACM's proofs. A zone can be made, and
 * is not deleted: that is left to an administrator.
 */
function dns({ names, grants, partition, domain, zoneId }: Deployed) {
  const zone = `arn:${partition}:route53:::hostedzone/${zoneId ?? "*"}`;
  const certificate = names.arn("acm", "certificate/*");
  const proofs = {
    "ForAllValues:StringLike": { "route53:ChangeResourceRecordSetsNormalizedRecordNames": [`_*.${domain}`] },
    "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["CNAME"] },
    Null: { "route53:ChangeResourceRecordSetsNormalizedRecordNames": "false" },
  };
  return [
    ...(zoneId === undefined ? [allow("MakeZone", "route53:CreateHostedZone", "*")] : []),
    allow("NameZone", ["route53:ChangeTagsForResource", "route53:UpdateHostedZoneComment"], zone),
    allow("ProveDomain", "route53:ChangeResourceRecordSets", zone, proofs),
    grants.create("RequestCertificates", "acm:RequestCertificate", "*"),
    grants.create("TagCertificates", "acm:AddTagsToCertificate", certificate),
    grants.retag("RetagCertificates", ["acm:AddTagsToCertificate", "acm:RemoveTagsFromCertificate"], certificate),
    grants.change("ChangeCertificates", ["acm:DeleteCertificate", "acm:UpdateCertificateOptions"], certificate),
  ];
}

function securityGroups({ names, grants }: Deployed) {
  const group = names.arn("ec2", "security-group/*");
  const rule = names.arn("ec2", "security-group-rule/*");
  const ruleActions = ["ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress"];
  const removal = ["ec2:DeleteSecurityGroup", "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"];
  const changes = ["ec2:ModifySecurityGroupRules", "ec2:UpdateSecurityGroupRuleDescriptionsIngress"];
  return [
    grants.create("Make", "ec2:CreateSecurityGroup", group),
    grants.use("MakeWithin", "managed-infrastructure", "ec2:CreateSecurityGroup", names.arn("ec2", "vpc/*")),
    grants.change("Change", [...ruleActions, ...removal, ...changes], group),
    grants.create("MakeRules", ruleActions, rule),
    grants.change("ChangeRules", ["ec2:ModifySecurityGroupRules"], rule),
    grants.create("TagWhatIsMade", "ec2:CreateTags", [group, rule], {
      StringEquals: {
        "ec2:CreateAction": ["CreateSecurityGroup", ...ruleActions.map((action) => action.replace("ec2:", ""))],
      },
    }),
    grants.retag("Retag", ["ec2:CreateTags", "ec2:DeleteTags"], [group, rule]),
  ];
}

import { ministackVersion } from "../emulator/ministack";

/**
 * Types of which MiniStack 1.5.33 makes nothing, with what it lacks: each was asked for at it, in the calls that the AWS
 * provider makes.
 */
export const cannotMake: Readonly<Record<string, string>> = {
  aws_ecr_pull_through_cache_rule: "CreatePullThroughCacheRule",
  aws_ecr_registry_scanning_configuration: "PutRegistryScanningConfiguration",
  aws_ecr_repository_creation_template: "CreateRepositoryCreationTemplate",
  aws_guardduty_detector: "GuardDuty",
  aws_guardduty_detector_feature: "GuardDuty",
  // Subnets are in no network ACL there, so that none can be taken out of one.
  aws_network_acl: "ReplaceNetworkAclAssociation on a new subnet",
  aws_route53_hosted_zone_dnssec: "EnableHostedZoneDNSSEC",
  aws_route53_key_signing_key: "CreateKeySigningKey",
  aws_wafv2_web_acl_logging_configuration: "PutLoggingConfiguration",
};

/** Says before the start what of some types will not be made; undefined where everything will. */
export function cannotMakeText(types: readonly string[]): string | undefined {
  const found = types.filter((type) => cannotMake[type] !== undefined).sort();
  if (found.length === 0) return undefined;
  const lines = found.map((type) => `  ${type}: it does not know ${cannotMake[type]}`);
  return [`MiniStack ${ministackVersion} can't make these, so they are left out:`, ...lines].join("\n");
}

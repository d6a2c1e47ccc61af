import { stackIds } from "../../stack/stack-id";
import { deny, denyAllBut, type Statement } from "../policy-document";
import type { BoundaryContext } from "./boundary-context";

/** Services whose calls AWS counts as made in one region, whichever the caller's is. */
const globalServices = ["iam", "pricing", "route53", "shield", "sts", "support", "waf"].map(
  (service) => `${service}:*`,
);

/** Nothing happens in a region where nobody looks. */
export function stayInRegion(regions: readonly string[]): Statement {
  return denyAllBut("StayInRegion", globalServices, "*", { StringNotEquals: { "aws:RequestedRegion": regions } });
}

/** Ways from one role to the next. */
export const roleChaining = [
  "sts:AssumeRole",
  "sts:AssumeRoleWithSAML",
  "sts:AssumeRoleWithWebIdentity",
  "sts:GetFederationToken",
];

/** No way from one role to the next: what a principal may do is what stands in its own policies. */
export const noRoleChaining: Statement = deny("NoRoleChaining", roleChaining, "*");

/** Whoever moves the alias of a state's key moves the right to read that state with it. */
export function stateAliasesStay({ names, partition, accountId }: BoundaryContext): Statement {
  const aliases = `arn:${partition}:kms:*:${accountId}:${names.keyAlias("state/*")}`;
  return deny("StateAliasesStay", ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"], aliases);
}

/** Keys of states are used, at most: their policies and grants are for root administrators. */
export function stateKeysStay({ names, partition, accountId }: BoundaryContext, ...uses: readonly string[]): Statement {
  return denyAllBut("StateKeysStay", uses, `arn:${partition}:kms:*:${accountId}:key/*`, {
    "ForAnyValue:StringEquals": { "kms:ResourceAliases": stackIds.map((stack) => names.stateKeyAlias(stack)) },
  });
}

/** What was done stays on record: the account's trails, and the platform's own logs. */
export function recordsStay({ names }: BoundaryContext): readonly Statement[] {
  const groups = [names.logGroup("*"), names.controlPlaneLogGroup, names.databaseLogGroup("*", "*")];
  const arns = groups.map((group) => names.arn("logs", `log-group:${group}`));
  return [
    deny("TrailsStay", trailActions, "*"),
    deny(
      "LogsStay",
      ["logs:DeleteLogGroup", "logs:DeleteLogStream", "logs:PutRetentionPolicy"],
      [...arns, ...arns.map((arn) => `${arn}:*`)],
    ),
  ];
}

const trailActions = [
  "cloudtrail:DeleteTrail",
  "cloudtrail:PutEventSelectors",
  "cloudtrail:StopLogging",
  "cloudtrail:UpdateTrail",
  "config:DeleteConfigurationRecorder",
  "config:StopConfigurationRecorder",
  "ec2:DeleteFlowLogs",
  "guardduty:DeleteDetector",
];

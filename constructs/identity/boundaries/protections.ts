import { deny, denyAllBut, type Statement } from "../policy-document";
import type { BoundaryContext } from "./boundary-context";

/** Services whose calls AWS counts as made in one region, whichever the caller's is. */
const globalServices = ["iam:*", "route53:*", "sts:*"];

/** Nothing happens in a region where nobody looks, but for what AWS has in one region alone. */
export function stayInRegion(regions: readonly string[], ...butFor: readonly string[]): Statement {
  return denyAllBut("StayInRegion", [...globalServices, ...butFor], "*", {
    StringNotEquals: { "aws:RequestedRegion": regions },
  });
}

/** What bears another environment's tag stays as it is. Where a service looks at no tags, this says nothing. */
export function environmentsApart({ environment }: BoundaryContext): Statement {
  const tag = "aws:ResourceTag/strata:environment";
  return deny("OtherEnvironments", "*", "*", {
    StringNotEquals: { [tag]: environment },
    Null: { [tag]: "false" },
  });
}

/** Ways from one role to the next. Those for users alone, such as federation tokens, lead nowhere from a role. */
export const roleChaining = ["sts:AssumeRo*"];

/** No way from one role to the next: what a principal may do is what stands in its own policies. */
export const noRoleChaining: Statement = deny("NoRoleChaining", roleChaining, "*");

/**
 * Keys of states are used, at most: their policies and grants are for root administrators. Whoever moves the alias of one
 * moves the right to read that state with it.
 */
export function stateKeysStay({ names, partition }: BoundaryContext): readonly Statement[] {
  const kms = (resource: string) => `arn:${partition}:kms:*:*:${resource}`;
  const [uses, alias] = [["kms:Decrypt", "kms:GenerateDataKey"], names.keyAlias("state/*")];
  return [
    deny("StateAliasesStay", "kms:*Alias", kms(alias)),
    denyAllBut("StateKeysStay", uses, "*", { "ForAnyValue:StringLike": { "kms:ResourceAliases": alias } }),
  ];
}

/** Flow logs bear the environment's tag, as what may be changed does. */
export const flowLogsStay: Statement = deny("FlowLogsStay", "ec2:DeleteFlowLogs", "*");

/** What was done stays on record. The account's own trails are in nobody's reach. */
export const recordsStay: Statement = deny(
  "RecordsStay",
  [
    "ec2:DeleteFlowLogs",
    "logs:DeleteLogGroup",
    "logs:DeleteLogStream",
    "logs:DeleteSubscriptionFilter",
    "logs:PutRetentionPolicy",
  ],
  "*",
);

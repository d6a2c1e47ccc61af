import { allow, deny, type PolicyDocument, policyDocument } from "../policy-document";
import type { BoundaryContext } from "./boundary-context";
import { recordsStay, stateAliasesStay, stateKeysStay } from "./protections";

/**
 * People, break-glass included: nobody makes or changes identities, becomes one of the platform's roles from another,
 * or removes traces. What is left when that must happen is the root administrators, who are not the platform's.
 */
export function peopleBoundary(context: BoundaryContext): PolicyDocument {
  const { names, partition, accountId } = context;
  return policyDocument(
    { Sid: "Use", Effect: "Allow", NotAction: ["account:*", "iam:*", "organizations:*", "sts:*"], Resource: ["*"] },
    allow("SeeIdentities", ["iam:Get*", "iam:List*", "iam:SimulatePrincipalPolicy"], "*"),
    deny("NoRoleChaining", "sts:AssumeRole", `arn:${partition}:iam::${accountId}:role${names.iamPath}*`),
    ...recordsStay(context),
    stateAliasesStay(context),
    stateKeysStay(context, "kms:DescribeKey"),
  );
}

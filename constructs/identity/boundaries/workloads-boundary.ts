import { allow, deny, type PolicyDocument, policyDocument, type Statement } from "../policy-document";
import type { BoundaryContext } from "./boundary-context";
import { noRoleChaining, recordsStay, stateAliasesStay, stateKeysStay, stayInRegion } from "./protections";

/**
 * All that runs, pods, nodes and AWS services alike: the use of AWS in this region, and neither identities nor the
 * account. An allow-list of services would have to grow with every app; what an app may do stands in its own policies.
 */
export function workloadsBoundary(context: BoundaryContext): PolicyDocument {
  const { partition, accountId, region } = context;
  const loadBalancing = "elasticloadbalancing.amazonaws.com";
  return policyDocument(
    { Sid: "Use", Effect: "Allow", NotAction: ["account:*", "iam:*", "organizations:*", "sts:*"], Resource: ["*"] },
    // The load balancer controller needs it once an account.
    allow(
      "LinkedRole",
      "iam:CreateServiceLinkedRole",
      `arn:${partition}:iam::${accountId}:role/aws-service-role/${loadBalancing}/*`,
      {
        StringEquals: { "iam:AWSServiceName": loadBalancing },
      },
    ),
    noRoleChaining,
    noClusterAccess,
    ...recordsStay(context),
    stateAliasesStay(context),
    stateKeysStay(context, "kms:DescribeKey"),
    stayInRegion([region]),
  );
}

/** A pod that could change who gets in, or which pod gets which role, would be every role of the cluster. */
const noClusterAccess: Statement = deny(
  "NoClusterAccess",
  [
    "eks:AssociateAccessPolicy",
    "eks:CreateAccessEntry",
    "eks:CreatePodIdentityAssociation",
    "eks:UpdateAccessEntry",
    "eks:UpdateClusterConfig",
    "eks:UpdatePodIdentityAssociation",
  ],
  "*",
);

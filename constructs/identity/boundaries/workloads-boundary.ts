import { allow, deny, denyElsewhere, type PolicyDocument, policyDocument, type Statement } from "../policy-document";
import type { BoundaryContext } from "./boundary-context";
import { recordsStay, roleChaining, stateAliasesStay, stateKeysStay, stayInRegion } from "./protections";

/**
 * All that runs, pods, nodes and AWS services alike: the use of AWS in this region, and neither identities nor the
 * account. An allow-list of services would have to grow with every app; what an app may do stands in its own policies.
 */
export function workloadsBoundary(context: BoundaryContext): PolicyDocument {
  const { names, partition, accountId, region } = context;
  const teamSecrets = `arn:${partition}:iam::${accountId}:role${names.iamPath}secrets/*`;
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
    ...nodesOfKarpenter(context),
    // The secrets operator takes the roles of teams, which trust it alone. Else there is no way from role to role.
    allow("ActForTeams", ["sts:AssumeRole", "sts:TagSession"], teamSecrets),
    denyElsewhere("NoRoleChaining", roleChaining, teamSecrets),
    noClusterAccess,
    ...recordsStay(context),
    stateAliasesStay(context),
    stateKeysStay(context, "kms:DescribeKey"),
    stayInRegion([region]),
  );
}

/** Karpenter hands EC2 the role of nodes, which has this boundary itself, and no other. */
function nodesOfKarpenter({ names }: BoundaryContext): readonly Statement[] {
  return [
    allow("HandNodesTheirRole", "iam:PassRole", names.clusterRoleArn("node"), {
      StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" },
    }),
    allow("SeeProfiles", "iam:ListInstanceProfiles", "*"),
  ];
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

import { type PolicyDocument, policyDocument } from "../policy-document";

export interface PodTrust {
  readonly accountId: string;
  /** ARN of the one cluster whose pods get the role. */
  readonly clusterArn: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * Trust in EKS Pod Identity for one service account of one cluster, all known before the cluster exists. The tags are
 * those that EKS sets on the session; an association that turns them off can't assume the role.
 * Source: Amazon EKS User Guide, "Create IAM role with trust policy required by EKS Pod Identity".
 */
export function podTrust({ accountId, clusterArn, namespace, serviceAccount }: PodTrust): PolicyDocument {
  return policyDocument({
    Sid: "Pod",
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: {
      StringEquals: {
        "aws:SourceAccount": accountId,
        "aws:RequestTag/kubernetes-namespace": namespace,
        "aws:RequestTag/kubernetes-service-account": serviceAccount,
      },
      ArnEquals: { "aws:SourceArn": clusterArn },
    },
  });
}

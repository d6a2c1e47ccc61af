import { eksArn, renaming, taggingNew } from "../eks";
import type { Catalogue, Grant, ResourceView } from "../entry";
import { anywhere, creating, on, owned, passing, serviceLinkedRole, usingKey } from "../ownership";

const service = "eks.amazonaws.com";

const cluster = (r: ResourceView) => [eksArn(r, `cluster/${r.text("name")}`)];

/** Control planes. What is inside a cluster is a matter of access entries, not of IAM. */
export const clusters: Catalogue = {
  aws_eks_cluster: {
    arn: (r) => cluster(r).join(),
    create: (r) => [
      {
        ...creating(r, ["eks:CreateCluster"], ["*"]),
        because: "a new cluster has no ARN: the action knows no resource (service authorization reference, Amazon EKS)",
      },
      taggingNew(r, cluster(r)),
      ...withRole(r),
      serviceLinkedRole(r, service),
      ...encryptingSecrets(r),
      anywhere(["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"]),
    ],
    read: (r) => [on(cluster(r), "eks:DescribeCluster")],
    update: (r) => [
      owned(r, ["eks:UpdateClusterConfig", "eks:UpdateClusterVersion"], cluster(r)),
      ...(r.has(secretsKey) ? [owned(r, ["eks:AssociateEncryptionConfig"], cluster(r))] : []),
      ...encryptingSecrets(r),
      on(cluster(r), "eks:DescribeUpdate"),
      renaming(r, cluster(r)),
    ],
    delete: (r) => [owned(r, ["eks:DeleteCluster"], cluster(r))],
  },
};

/** EKS looks at the role that it is handed, in its caller's name. */
function withRole(r: ResourceView): readonly Grant[] {
  return [passing(r, "role_arn", service), on(r.arns("role_arn"), "iam:GetRole", "iam:ListAttachedRolePolicies")];
}

const secretsKey = "encryption_config[0].provider[0].key_arn";

/**
 * Without `kms:GrantIsForAWSResource`, which EKS does not support here.
 * https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html
 */
function encryptingSecrets(r: ResourceView): readonly Grant[] {
  return r.has(secretsKey) ? [usingKey(r, secretsKey, ["kms:CreateGrant", "kms:DescribeKey"], "eks")] : [];
}

import { associationsOf, clusterOf, renaming, taggingNew } from "../eks";
import type { Catalogue } from "../entry";
import { creating, on, owned } from "../ownership";
import { passingToPods } from "../pod-roles";

/** Which role the pods of a service account get. */
export const podIdentity: Catalogue = {
  aws_eks_pod_identity_association: {
    arn: associationsOf,
    create: (r) => [
      creating(r, ["eks:CreatePodIdentityAssociation"], [clusterOf(r)]),
      taggingNew(r, [associationsOf(r)]),
      ...passingToPods(r, "role_arn"),
    ],
    read: (r) => [on([associationsOf(r)], "eks:DescribePodIdentityAssociation")],
    update: (r) => [
      owned(r, ["eks:UpdatePodIdentityAssociation"], [associationsOf(r)]),
      renaming(r, [associationsOf(r)]),
      ...passingToPods(r, "role_arn"),
    ],
    delete: (r) => [owned(r, ["eks:DeletePodIdentityAssociation"], [associationsOf(r)])],
  },
};

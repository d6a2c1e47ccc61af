import { associationsOf, clusterOf, eksArn, renaming, taggingNew } from "../eks";
import type { Catalogue, Grant, ResourceView } from "../entry";
import { adopting, creating, on, owned } from "../ownership";
import { passingToPods } from "../pod-roles";

const addOn = (r: ResourceView) => eksArn(r, `addon/${r.text("cluster_name")}/${r.text("addon_name")}/*`);
/** All add-ons of the cluster, which is this stack's alone. */
const addOnsOf = (r: ResourceView) => [eksArn(r, `addon/${r.text("cluster_name")}/*`)];

/** Add-ons, with the associations of service accounts that EKS makes, changes and deletes with them. */
export const addOns: Catalogue = {
  aws_eks_addon: {
    arn: addOn,
    create: (r) => [
      creating(r, ["eks:CreateAddon"], [clusterOf(r), ...(hasRoles(r) ? [associationsOf(r)] : [])]),
      taggingNew(r, addOnsOf(r)),
      ...withRoles(r),
    ],
    read: (r) => [
      on(addOnsOf(r), "eks:DescribeAddon"),
      ...(hasRoles(r) ? [on([associationsOf(r)], "eks:DescribePodIdentityAssociation")] : []),
    ],
    update: (r) => [
      owned(r, ["eks:UpdateAddon"], addOnsOf(r)),
      on([clusterOf(r), ...addOnsOf(r)], "eks:DescribeUpdate"),
      renaming(r, addOnsOf(r)),
      ...withRoles(r),
      ...onItsAssociations(
        r,
        "eks:DeletePodIdentityAssociation",
        "eks:UpdateAddon",
        "eks:UpdatePodIdentityAssociation",
      ),
    ],
    delete: (r) => [
      owned(r, ["eks:DeleteAddon"], addOnsOf(r)),
      ...onItsAssociations(r, "eks:DeleteAddon", "eks:DeletePodIdentityAssociation"),
    ],
  },
};

const hasRoles = (r: ResourceView) => r.has("pod_identity_association");

/** EKS makes the associations in its caller's name. Which roles they can hand out is a matter of `iam:PassRole`. */
function withRoles(r: ResourceView): readonly Grant[] {
  if (!hasRoles(r)) return [];
  const roles = roleArguments(r).flatMap((argument) => passingToPods(r, argument));
  return [on([clusterOf(r)], "eks:CreatePodIdentityAssociation"), ...roles];
}

function roleArguments(r: ResourceView): readonly string[] {
  const role = (index: number) => `pod_identity_association[${index}].role_arn`;
  const from = (index: number): readonly string[] => (r.has(role(index)) ? [role(index), ...from(index + 1)] : []);
  return from(0);
}

/**
 * Whether EKS hands an add-on's tags on to its associations AWS does not say: so what bears this stack's tags, or none.
 * The associations that stacks declare themselves bear their tags, so that another stack's are out of reach.
 */
function onItsAssociations(r: ResourceView, ...actions: readonly string[]): readonly Grant[] {
  if (!hasRoles(r)) return [];
  return [owned(r, actions, [associationsOf(r)]), adopting(actions, [associationsOf(r)])];
}

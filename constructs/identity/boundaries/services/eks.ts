import { at, born, clusterThings } from "../own";
import { type Reach, reads } from "./reach";

const settings = reads("eks:Describe*", "eks:List*");

/** The one cluster, with all that is named after it. */
export const cluster: Reach = (context) => [
  settings,
  { actions: ["eks:*"], resources: clusterThings(context) },
  { actions: ["eks:CreateCluster"], resources: ["*"], conditions: born(context) },
];

/** Roles for the service accounts of whoever declares them, and no way to change the cluster or who gets in. */
export const podIdentities: Reach = (context) => {
  const { names } = context;
  const associations = at(context, "eks", `podidentityassociation/${names.cluster}/*`);
  return [
    settings,
    { actions: ["eks:CreateP*"], resources: [at(context, "eks", `cluster/${names.cluster}`)] },
    { actions: ["eks:*TagResource", "eks:DeleteP*", "eks:UpdateP*"], resources: [associations] },
  ];
};

import type { Catalogue } from "../entry";
import { clusterAccess } from "./eks-access";
import { addOns } from "./eks-add-ons";
import { clusters } from "./eks-clusters";
import { nodeGroups } from "./eks-node-groups";
import { podIdentity } from "./eks-pod-identity";

/** Amazon EKS. */
export const eks: Catalogue = { ...clusters, ...nodeGroups, ...addOns, ...clusterAccess, ...podIdentity };

import { systemNamespaces } from "../charts/namespaces";

/** What AWS installs by itself: GuardDuty's agent, which looks at the whole node. */
const ofAws = ["amazon-guardduty"];

/** Kubernetes' own, which hold no pods, but whose objects a cluster starts with. */
const ofKubernetes = ["kube-node-lease", "kube-public"];

/**
 * Namespaces that no policy looks at, so that no policy engine that is down keeps the cluster from starting it: those of
 * Kubernetes, of AWS and of the platform. All others are looked at, also those that somebody makes without the platform.
 */
export const exemptNamespaces: readonly string[] = [...systemNamespaces, ...ofKubernetes, ...ofAws];

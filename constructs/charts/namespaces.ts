/** Namespace of the stack `cluster-services`. */
export const clusterServices = "cluster-services";

/** Another one of that stack, for what reads folders of the node: the only one at pod security `privileged`. */
export const nodeAgents = "node-agents";

/** Namespace of the stack `app-services`. */
export const appServices = "app-services";

/** Namespaces of the platform itself; the pods of every other one are somebody's application. */
export const systemNamespaces = ["kube-system", clusterServices, nodeAgents, appServices] as const;

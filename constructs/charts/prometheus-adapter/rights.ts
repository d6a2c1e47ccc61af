import { clusterServices } from "../namespaces";

/**
 * What the adapter may: find the pods that an autoscaler is about, and ask the API who calls it and what he may. Who may
 * ask for metrics is the autoscaler of Kubernetes itself, whose own role has it already
 * (https://kubernetes.io/docs/reference/access-authn-authz/rbac/#controller-roles), and nobody else.
 */
export function adapterRights(account: string): readonly object[] {
  const rbac = "rbac.authorization.k8s.io";
  const subjects = [{ kind: "ServiceAccount", name: account, namespace: clusterServices }];
  const binding = (name: string, kind: "Role" | "ClusterRole", role: string, namespace?: string) => ({
    apiVersion: `${rbac}/v1`,
    kind: namespace === undefined ? "ClusterRoleBinding" : "RoleBinding",
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    roleRef: { apiGroup: rbac, kind, name: role },
    subjects,
  });
  return [
    {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRole",
      metadata: { name: account },
      rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["list"] }],
    },
    binding(account, "ClusterRole", account),
    binding(`${account}-auth-delegator`, "ClusterRole", "system:auth-delegator"),
    // One ConfigMap, by which it knows the API server.
    binding(`${account}-auth-reader`, "Role", "extension-apiserver-authentication-reader", "kube-system"),
  ];
}

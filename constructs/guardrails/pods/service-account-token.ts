import { type FinishedTree, oncePerTree } from "../finished-tree";
import { nameBehind } from "../kubernetes/names";
import { type DeclaredObject, declared, type Fields } from "../kubernetes/objects";
import { isOn } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { allPods, type Pods } from "./pods";

/** Charts bind their accounts themselves; of them only the name is recorded. */
export const serviceAccountToken: Rule = {
  id: "service-account-token",
  title: "Pods have an account of their own, and a token for the Kubernetes API only where a role is bound to it",
  severity: "medium",
  sources: ["CIS Amazon EKS Benchmark 4.1.5 and 4.1.6", "Kubernetes: Configure Service Accounts for Pods"],
  check: (tree) => [
    ...allPods(tree).flatMap((pods) => ofPods(tree, pods)),
    ...declared(tree, "ServiceAccount").flatMap((account) => ofAccount(tree, account)),
  ],
};

function ofPods(tree: FinishedTree, pods: Pods): readonly Violation[] {
  const { spec, namespace, element } = pods;
  const account = nameBehind(tree, element, spec.serviceAccountName);
  if (account === undefined || account === "" || account === "default") {
    return [
      {
        ...pods.at("serviceAccountName"),
        value: account ?? "default",
        problem:
          "the pods run as the account that all pods of the namespace share: what is given to one is given to all",
        fix: "declare a service account for them, and name it in serviceAccountName",
      },
    ];
  }
  if (pods.recorded || !hasToken(tree, pods, account) || isBound(tree, namespace, account)) return [];
  return [
    {
      ...pods.at("automountServiceAccountToken"),
      value: spec.automountServiceAccountToken,
      problem: `the pods get a token for the Kubernetes API, and no role is bound to ${account}`,
      fix: "set automountServiceAccountToken to false, or bind the role that they need to the account",
    },
  ];
}

function ofAccount(
  tree: FinishedTree,
  { at, name = "", namespace, fields, byProvider }: DeclaredObject,
): readonly Violation[] {
  const mounted = byProvider
    ? isMounted(fields.automountServiceAccountToken)
    : isOn(fields.automountServiceAccountToken);
  if (!mounted || isBound(tree, namespace, name)) return [];
  return [
    {
      ...at("automountServiceAccountToken"),
      value: fields.automountServiceAccountToken,
      problem: `every pod of the account ${name} gets a token for the Kubernetes API, and no role is bound to it`,
      fix: "set automountServiceAccountToken to false, or bind the role that its pods need",
    },
  ];
}

/** The kubernetes provider sends `true` where a pod leaves it out; the API goes by the account then. */
function hasToken(tree: FinishedTree, { spec, namespace, byProvider }: Pods, account: string): boolean {
  const own = spec.automountServiceAccountToken;
  if (byProvider || own !== undefined) return isMounted(own);
  return isMounted(accounts(tree).get(`${namespace}/${account}`)?.automountServiceAccountToken);
}

function isMounted(automount: unknown): boolean {
  return automount === undefined || isOn(automount);
}

const accounts = oncePerTree(
  (tree) =>
    new Map<string, Fields>(
      declared(tree, "ServiceAccount").map(({ namespace, name, fields }) => [`${namespace}/${name}`, fields]),
    ),
);

/** Accounts to which some role is bound, as `<namespace>/<name>`. */
const bound = oncePerTree((tree) => {
  const names = new Set<string>();
  for (const { element, namespace, fields } of declared(tree, "RoleBinding", "ClusterRoleBinding")) {
    for (const subject of fields.subjects ?? []) {
      if (subject.kind !== "ServiceAccount") continue;
      const where = nameBehind(tree, element, subject.namespace) ?? namespace;
      names.add(`${where}/${nameBehind(tree, element, subject.name)}`);
    }
  }
  return names;
});

function isBound(tree: FinishedTree, namespace: string, account: string): boolean {
  return bound(tree).has(`${namespace}/${account}`);
}

import { type Kind, snapshotClassKind, snapshotContentKind, snapshotKind } from "../cluster/kinds";
import { editing, type Rule, rulesFor, viewing } from "../cluster/rules";
import { controllers } from "../names";
import type { CustomObject } from "./custom-objects";
import { savedKinds } from "./saved-kinds";

const { namespace, serviceAccount } = controllers.velero;
const name = "strata:velero";
const rbac = "rbac.authorization.k8s.io";

/**
 * What Velero may do inside the cluster, in place of the chart's `cluster-admin`: put back what it has saved in the
 * namespaces that are saved, and nowhere else. It reads no Secret but one of its own, so that no backup holds any; and
 * no restore makes a role, or a pod beside a controller whose AWS role it would have.
 */
export function veleroRights(savedNamespaces: readonly string[]): readonly CustomObject[] {
  const saved = `${name}-saved`;
  return [
    role({ kind: "ClusterRole", name }, clusterWide),
    binding({ kind: "ClusterRoleBinding", name }, { kind: "ClusterRole", name }),
    role({ kind: "Role", name, namespace }, ownNamespace),
    binding({ kind: "RoleBinding", name, namespace }, { kind: "Role", name }),
    role({ kind: "ClusterRole", name: saved }, savedNamespace),
    ...savedNamespaces.map((one) => {
      return binding({ kind: "RoleBinding", name, namespace: one }, { kind: "ClusterRole", name: saved });
    }),
  ];
}

interface NamedRule extends Rule {
  /** @default - all objects of the kinds */
  readonly resourceNames?: readonly string[];
}

const kinds = (group: string) => {
  return (...resources: string[]): readonly Kind[] => resources.map((resource) => ({ group, resource }));
};
const [core, apps, batch] = [kinds(""), kinds("apps"), kinds("batch")];
const restoring = ["create", "patch", "update"] as const;

/** Where volumes are, of which class, and which definitions and bindings belong to what it saves. */
const clusterWide: readonly Rule[] = [
  ...rulesFor(
    [
      ...core("namespaces", "nodes", "persistentvolumes"),
      { group: "storage.k8s.io", resource: "storageclasses" },
      { group: "apiextensions.k8s.io", resource: "customresourcedefinitions" },
      { group: rbac, resource: "clusterrolebindings" },
      snapshotClassKind,
      snapshotKind,
    ],
    viewing,
  ),
  ...rulesFor([snapshotContentKind], editing),
];

/** At a restore it asks to delete what data movers leave in ConfigMaps: there are none, and Helm's records lie there. */
const ownNamespace: readonly NamedRule[] = [
  { apiGroups: ["velero.io"], resources: ["*"], verbs: ["*"] },
  ...rulesFor([...core("configmaps", "pods"), ...apps("daemonsets", "deployments"), ...batch("jobs")], viewing),
  // A key for copies of files, which it makes at its first start whether there will be any or not.
  { apiGroups: [""], resources: ["secrets"], verbs: ["create"] },
  { apiGroups: [""], resources: ["secrets"], verbs: ["get"], resourceNames: ["velero-repo-credentials"] },
];

/** Pods are looked at for the volumes that they hold. */
const savedNamespace: readonly Rule[] = [
  ...rulesFor(savedKinds, [...viewing, ...restoring]),
  ...rulesFor([snapshotKind], ["delete"]),
  ...rulesFor(core("pods"), viewing),
];

interface Named {
  readonly kind: string;
  readonly name: string;
  /** @default - of the whole cluster */
  readonly namespace?: string;
}

function role({ kind, ...metadata }: Named, rules: readonly NamedRule[]): CustomObject {
  return { apiVersion: `${rbac}/v1`, kind, metadata, rules };
}

function binding({ kind, ...metadata }: Named, given: Named): CustomObject {
  const subjects = [{ kind: "ServiceAccount", name: serviceAccount, namespace }];
  return { apiVersion: `${rbac}/v1`, kind, metadata, roleRef: { apiGroup: rbac, ...given }, subjects };
}

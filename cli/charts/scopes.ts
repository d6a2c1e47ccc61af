import type { ObjectName, RecordedDefinition } from "../../constructs/charts/chart-record";
import type { Manifest } from "./manifests";

/** Kinds of Kubernetes itself that belong to no namespace. `kubectl api-resources --namespaced=false` of 1.35. */
const clusterKinds = new Set([
  "APIService",
  "CertificateSigningRequest",
  "ClusterRole",
  "ClusterRoleBinding",
  "CSIDriver",
  "CustomResourceDefinition",
  "DeviceClass",
  "FlowSchema",
  "IngressClass",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "RuntimeClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
]);

/** Names objects with the namespace that they end up in. */
export class Scopes {
  private readonly clusterWide: ReadonlySet<string>;

  /** `definitions`: kinds that charts bring. */
  constructor(definitions: readonly RecordedDefinition[]) {
    const custom = definitions.filter(({ scope }) => scope === "Cluster");
    this.clusterWide = new Set(custom.map(({ group, kind }) => `${group} ${kind}`));
  }

  /** `namespace`: that of the release, where an object names none. */
  nameOf({ apiVersion, kind, metadata }: Manifest, namespace: string): ObjectName {
    const [group = ""] = apiVersion.split("/");
    const clusterWide = clusterKinds.has(kind) || this.clusterWide.has(`${group} ${kind}`);
    return { kind, ...(!clusterWide && { namespace: metadata.namespace ?? namespace }), name: metadata.name };
  }
}

/** The kinds that these objects define. `once`: names of the definitions that Helm never upgrades. */
export function definitionsIn(
  manifests: readonly Manifest[],
  once: ReadonlySet<string> = new Set(),
): readonly RecordedDefinition[] {
  return manifests
    .filter(({ kind }) => kind === "CustomResourceDefinition")
    .map(({ metadata, spec: { group, names, scope, versions } }) => ({
      group,
      kind: names.kind,
      plural: names.plural,
      scope,
      versions: (versions as readonly { name: string; served: boolean }[])
        .filter(({ served }) => served)
        .map(({ name }) => name),
      ...(once.has(metadata.name) && { once: true as const }),
    }));
}

/** As `helm template --api-versions` takes them: what charts ask for is a version, or a kind in one. */
export function apiVersionsOf(definitions: readonly RecordedDefinition[]): readonly string[] {
  const all = definitions.flatMap(({ group, kind, versions }) =>
    versions.flatMap((version) => [`${group}/${version}`, `${group}/${version}/${kind}`]),
  );
  return [...new Set(all)].sort();
}

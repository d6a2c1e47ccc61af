import type { RecordedBinding, RecordedRole, RecordedRule } from "../../constructs/charts/chart-record";
import type { Manifest } from "./manifests";
import type { Scopes } from "./scopes";

/** Labels by which Kubernetes' own `view`, `edit` and `admin` take rules over. */
const aggregation = "rbac.authorization.k8s.io/aggregate-to-";

/** The roles among the objects, with the rules that they grant. */
export function rolesIn(manifests: readonly Manifest[], scopes: Scopes, namespace: string): readonly RecordedRole[] {
  return manifests
    .filter(({ kind }) => kind === "Role" || kind === "ClusterRole")
    .map((manifest) => {
      const { metadata, rules, aggregationRule } = manifest;
      const labels = Object.entries(metadata.labels ?? {}).filter(([key]) => key.startsWith(aggregation));
      return {
        ...scopes.nameOf(manifest, namespace),
        ...(labels.length > 0 && { labels: Object.fromEntries(labels) }),
        ...(aggregationRule && { aggregates: aggregationRule.clusterRoleSelectors }),
        rules: (rules ?? []) as readonly RecordedRule[],
      };
    });
}

/** Who is given which role. */
export function bindingsIn(
  manifests: readonly Manifest[],
  scopes: Scopes,
  namespace: string,
): readonly RecordedBinding[] {
  return manifests
    .filter(({ kind }) => kind === "RoleBinding" || kind === "ClusterRoleBinding")
    .map((manifest) => ({
      ...scopes.nameOf(manifest, namespace),
      role: `${manifest.roleRef.kind} ${manifest.roleRef.name}`,
      subjects: ((manifest.subjects ?? []) as readonly Subject[]).map((one) => subject(one, namespace)),
    }));
}

interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

function subject({ kind, name, namespace }: Subject, ownNamespace: string): string {
  return kind === "ServiceAccount" ? `${kind} ${namespace ?? ownNamespace}/${name}` : `${kind} ${name}`;
}

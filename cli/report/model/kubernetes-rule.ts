/** A rule of a role inside the cluster. */
export interface KubernetesRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  /** Empty: every object. */
  readonly names: readonly string[];
  readonly verbs: readonly string[];
}

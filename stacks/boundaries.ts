import type { StackId } from "../constructs/stack/stack-id";

/** What a stack may reach beyond itself. */
export interface Boundary {
  /** Earlier stacks whose contract, and with it whose whole state, this stack reads. */
  readonly reads: readonly StackId[];
}

export const boundaries = {
  identity: { reads: [] },
  "managed-infrastructure": { reads: ["identity"] },
  "kubernetes-cluster": { reads: ["identity", "managed-infrastructure"] },
  "cluster-services": { reads: ["managed-infrastructure", "kubernetes-cluster"] },
  "app-services": { reads: ["managed-infrastructure", "kubernetes-cluster"] },
  apps: { reads: ["managed-infrastructure", "kubernetes-cluster", "app-services"] },
} as const satisfies Record<StackId, Boundary>;

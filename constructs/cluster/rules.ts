import type { Kind } from "./kinds";

/** One rule of a Role or ClusterRole. */
export interface Rule {
  readonly apiGroups: string[];
  readonly resources: string[];
  /** Names of single objects. @default - all of them */
  readonly resourceNames?: string[];
  readonly verbs: string[];
}

/** What Terraform does to find out what there is. */
export const reading = ["get", "list"] as const;
/** What people do to see what is going on. */
export const viewing = ["get", "list", "watch"] as const;
/** What Terraform does to make things so. */
export const editing = ["get", "list", "watch", "create", "update", "patch", "delete"] as const;

/** The verbs on all of the kinds: a rule for each API group, in a fixed order. */
export function rulesFor(kinds: readonly Kind[], verbs: readonly string[]): readonly Rule[] {
  const groups = [...new Set(kinds.map(({ group }) => group))].sort();
  return groups.map((group) => ({
    apiGroups: [group],
    resources: [...new Set(kinds.filter((kind) => kind.group === group).map(({ resource }) => resource))].sort(),
    verbs: [...verbs],
  }));
}

/** One resource in a plan, as `terraform show -json` prints it. */
export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly change: {
    readonly actions: readonly ("no-op" | "create" | "read" | "update" | "delete" | "forget")[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
  };
}

/** A plan that Terraform has made, as far as the platform looks at it. One without any resource has no list of them. */
export interface Plan {
  readonly resource_changes?: readonly ResourceChange[];
}

/** Whether this is what `terraform show -json` prints of a plan. */
export function isPlan(value: unknown): value is Plan {
  const { planned_values: planned, resource_changes: changes = [] } = (value ?? {}) as Partial<Plan> & {
    readonly planned_values?: unknown;
  };
  if (planned === undefined && changes.length === 0) return false;
  return Array.isArray(changes) && changes.every((one) => Array.isArray(one?.change?.actions));
}

/** The resources that a plan creates, changes, replaces or deletes. */
export function changesIn({ resource_changes = [] }: Plan): readonly ResourceChange[] {
  const changes = ({ mode, change: { actions } }: ResourceChange) =>
    mode === "managed" && actions.some((action) => action !== "no-op" && action !== "read");
  return resource_changes.filter(changes);
}

/** What happens to it, in Terraform's words. */
export function verbOf({ change: { actions } }: ResourceChange): "create" | "update" | "replace" | "delete" | "forget" {
  if (actions.includes("create")) return actions.includes("delete") ? "replace" : "create";
  if (actions.includes("delete")) return "delete";
  return actions.includes("forget") ? "forget" : "update";
}

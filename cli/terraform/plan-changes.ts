/** What happens to one thing, with both sides of it. */
export interface Change<T = unknown> {
  readonly actions: readonly ("no-op" | "create" | "read" | "update" | "delete" | "forget")[];
  readonly before: T;
  readonly after: T;
  /** True for the whole or, in the shape of `after`, for each part that is known after apply only. */
  readonly after_unknown?: unknown;
  /** True for the whole or, in the shape of the value, for each part that is sensitive. */
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
}

/** One resource in a plan, as `terraform show -json` prints it. */
export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly change: Change<Readonly<Record<string, unknown>> | null>;
}

/** A plan that Terraform has made, as far as the platform looks at it. One without any resource has no list of them. */
export interface Plan {
  readonly resource_changes?: readonly ResourceChange[];
  /** What was changed outside of Terraform since it last wrote the state, by what the refresh found. */
  readonly resource_drift?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, Change>>;
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

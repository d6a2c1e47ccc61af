/** Arguments and attributes of a resource, as a plan holds them. */
export type Values = Readonly<Record<string, unknown>>;

/** Which parts of the values are so: the same shape with `true` at the ends, or `true` for all of it. */
export type Marks = Values | boolean;

/** What happens to one thing, with both sides of it. */
export interface Change<T = unknown> {
  readonly actions: readonly ("no-op" | "create" | "read" | "update" | "delete" | "forget")[];
  readonly before: T;
  readonly after: T;
  /** What is known after apply only. */
  readonly after_unknown?: Marks;
  readonly before_sensitive?: Marks;
  readonly after_sensitive?: Marks;
  /** Paths of the arguments that can't be changed in place. */
  readonly replace_paths?: readonly (readonly (string | number)[])[];
}

/**
 * One resource in a plan, as `terraform show -json` prints it.
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  /** Key of an object that an interrupted replacement left behind. @default - the resource itself */
  readonly deposed?: string;
  /** Why it is replaced or deleted, where Terraform says so. */
  readonly action_reason?: string;
  readonly change: Change<Values | null>;
}

/** A plan that Terraform has made, as far as the platform looks at it. One without any resource has no list of them. */
export interface Plan {
  /** Version of the JSON, such as `1.2`: additions raise the second number, all else the first. */
  readonly format_version?: string;
  /** Whether planning failed half-way: Terraform would not apply it. */
  readonly errored?: boolean;
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
  return isChanges(changes) && isChanges((value as Plan).resource_drift ?? []);
}

function isChanges(changes: unknown): boolean {
  const isChange = (one: ResourceChange) =>
    typeof one?.address === "string" && typeof one.type === "string" && Array.isArray(one.change?.actions);
  return Array.isArray(changes) && changes.every(isChange);
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

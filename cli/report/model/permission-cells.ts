import { onlyReads, serviceOf } from "./access-level";

/** As much of a statement as a cell of the matrix depends on. */
export interface CellStatement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly string[];
}

/** What a role may do with one service, by its policies. Its boundary can only take from it. */
export interface PermissionCell {
  /** Different actions and patterns of actions. */
  readonly actions: number;
  /** `anything`: it changes things on every resource, whatever the condition is not. */
  readonly level: "reads" | "changes" | "anything";
}

/** A role's cells by service. */
export function permissionCells(statements: readonly CellStatement[]): ReadonlyMap<string, PermissionCell> {
  const found = new Map<string, { readonly actions: Set<string>; level: PermissionCell["level"] }>();
  for (const { effect, actions, resources, conditions } of statements) {
    if (effect !== "Allow") continue;
    const open = resources.includes("*") && conditions.length === 0;
    for (const action of actions) {
      const service = serviceOf(action);
      const cell = found.get(service) ?? { actions: new Set(), level: "reads" };
      found.set(service, cell);
      cell.actions.add(action);
      if (!onlyReads(action)) cell.level = open || cell.level === "anything" ? "anything" : "changes";
    }
  }
  return new Map([...found].map(([service, { actions, level }]) => [service, { actions: actions.size, level }]));
}

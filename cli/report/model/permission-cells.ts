import { onlyReads, readsData, serviceOf } from "./access-level";

/** As much of a statement as a cell of the matrix depends on. */
export interface CellStatement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly string[];
}

/** From the least to the most. `anything`: it changes things on every resource, whatever the condition is not. */
const levels = ["reads", "data", "changes", "anything"] as const;
type Level = (typeof levels)[number];

/** What a role may do with one service, by its policies. Its boundary can only take from it. */
export interface PermissionCell {
  /** Different actions and patterns of actions. */
  readonly actions: number;
  /** The most of what it may. */
  readonly level: Level;
  /** It reads data or secrets, whatever else it may. */
  readonly data: boolean;
}

/** A role's cells by service. */
export function permissionCells(statements: readonly CellStatement[]): ReadonlyMap<string, PermissionCell> {
  const found = new Map<string, { readonly actions: Set<string>; level: Level; data: boolean }>();
  for (const { effect, actions, resources, conditions } of statements) {
    if (effect !== "Allow") continue;
    const open = resources.includes("*") && conditions.length === 0;
    for (const action of actions) {
      const service = serviceOf(action);
      const cell = found.get(service) ?? { actions: new Set(), level: "reads", data: false };
      found.set(service, cell);
      cell.actions.add(action);
      cell.data ||= readsData(action);
      cell.level = more(cell.level, levelOf(action, open));
    }
  }
  return new Map([...found].map(([service, { actions, ...rest }]) => [service, { actions: actions.size, ...rest }]));
}

function levelOf(action: string, open: boolean): Level {
  if (!onlyReads(action)) return open ? "anything" : "changes";
  return readsData(action) ? "data" : "reads";
}

function more(one: Level, other: Level): Level {
  return levels.indexOf(one) < levels.indexOf(other) ? other : one;
}

import { nearest } from "../../environments/schema/nearest";
import { table } from "../table";
import { conditionLines, type Home, shortArn } from "./short";
import { asLines, type Cells } from "./statement-rows";
import type { Asker } from "./why";

/** Who asks for an action, as a table; those that ask for the same thing share a row. `known`: actions for a guess. */
export function whyText(action: string, askers: readonly Asker[], known: readonly string[], home: Home): string {
  if (askers.length === 0) {
    const guess = nearest(action, known);
    return `Nothing asks for ${action}.${guess && guess !== action ? ` Did you mean ${guess}?` : ""}\n`;
  }
  const service = action.split(":")[0] ?? "";
  const rows = grouped(askers).map((group): Cells => cellsOf(group, service, home));
  const header = ["stack", "role", "to", "asked by", "on", "if"];
  return [`${action} is asked for by ${counted(askers)}:`, "", ...table([header, ...asLines(rows)]), ""].join("\n");
}

function counted(askers: readonly Asker[]): string {
  const count = (one: string, many: string, some: readonly Asker[]) => {
    const { size } = new Set(some.map(({ stack, by }) => `${stack} ${by}`));
    return size === 0 ? [] : [`${size} ${size === 1 ? one : many}`];
  };
  const [resources, statements] = [false, true].map((hand) =>
    askers.filter((one) => hand === (one.operation === "by hand")),
  );
  return [
    ...count("resource", "resources", resources ?? []),
    ...count("statement written by hand", "statements written by hand", statements ?? []),
  ].join(" and ");
}

function grouped(askers: readonly Asker[]): readonly (readonly Asker[])[] {
  const groups = new Map<string, Asker[]>();
  for (const asker of askers) {
    const { by: _, ...same } = asker;
    const key = JSON.stringify(same);
    groups.set(key, [...(groups.get(key) ?? []), asker]);
  }
  return [...groups.values()];
}

function cellsOf(group: readonly Asker[], service: string, home: Home): Cells {
  const [first] = group;
  if (!first) return [];
  const { stack, roles, operation, on, conditions, because } = first;
  const reason = because ? [`since ${because}`] : [];
  const addresses = [...new Set(group.map(({ by }) => by))].sort();
  const resources = on.map((arn) => shortArn(arn, service, home));
  return [[stack], [roles.join(", ")], [operation], addresses, resources, [...conditionLines(conditions), ...reason]];
}

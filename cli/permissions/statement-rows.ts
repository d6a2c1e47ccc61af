import type { Statement } from "../../constructs/identity/policy-document";
import { conditionLines, type Home, shortArn } from "./short";

/** A row of a table whose cells may have several lines. */
export type Cells = readonly (readonly string[])[];

/** Service, actions, resources and conditions of a statement, as cells. */
export function statementCells(statement: Statement, home: Home): Cells {
  const { Effect, Action, NotAction, Resource, NotResource, Condition } = statement;
  const actions = Action ?? NotAction ?? [];
  const services = [...new Set(actions.map((action) => action.split(":")[0] ?? ""))];
  const [service = ""] = services.length === 1 ? services : ["several"];
  const shown = actions.map((action) => (services.length === 1 ? action.slice(service.length + 1) : action));
  const resources = (Resource ?? NotResource ?? []).map((arn) => shortArn(arn, service, home));
  return [
    [Effect === "Deny" ? `DENY ${service}` : service],
    wrapped(NotAction ? ["all but", ...shown] : shown, 44),
    NotResource ? ["all but", ...resources] : resources,
    conditionLines(Condition),
  ];
}

/** Words with commas between them, in lines of about this length. */
export function wrapped(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 2 <= width) lines[lines.length - 1] = `${last}, ${word}`;
    else lines.push(word);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line},` : line));
}

/** Rows for `table()`: as many as the tallest cell has lines. */
export function asLines(rows: readonly Cells[]): readonly (readonly string[])[] {
  return rows.flatMap((cells) => {
    const height = Math.max(1, ...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) => cells.map((cell) => cell[line] ?? ""));
  });
}

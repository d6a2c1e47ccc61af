import { table } from "../table";
import type { Role } from "./roles";
import type { Home } from "./short";
import { asLines, statementCells } from "./statement-rows";

/** What roles may do, as tables: one line of text for each action and resource, in this account unless it says otherwise. */
export function rolesText(roles: readonly Role[], home: Home): string {
  return roles.map((role) => roleText(role, home)).join("\n");
}

function roleText({ stack, role, roleArn, policies }: Role, home: Home): string {
  const statements = policies.flatMap(({ document }) => document.Statement);
  const rows = statements.map((statement) => statementCells(statement, home));
  const lines = table([["service", "actions", "on", "if"], ...asLines(rows)]);
  const count = policies.length === 1 ? "1 policy" : `${policies.length} policies`;
  return [`${stack}, ${role} role, ${count}: ${roleArn}`, "", ...lines, ""].join("\n");
}

import { type PeopleRole, peopleRoles } from "../constructs/names";
import type { Environment } from "../environments/schema/environment";

/** Who may take which of the people's roles. */
export function principalsOf({ people }: Pick<Environment, "people">): Readonly<Record<PeopleRole, readonly string[]>> {
  return {
    "break-glass": people.breakGlass,
    operator: people.operators,
    "database-administrator": people.databaseAdministrators,
    auditor: people.auditors,
  };
}

/** The people's roles that exist: those for which somebody is listed. */
export function listedPeople(environment: Pick<Environment, "people">): readonly PeopleRole[] {
  const principals = principalsOf(environment);
  return peopleRoles.filter((role) => principals[role].length > 0);
}

import { Table } from "../../constructs/data/table";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import { byName, type TeamSurroundings, teamTags } from "./surroundings";

/** The teams' tables, by name. */
export function declareTables(stack: PlatformStack, { keyArns }: TeamSurroundings): Readonly<Record<string, Table>> {
  return byName(stack.environment.tables, ({ name, team, sharedWith: _, ...settings }) => {
    return new Table(stack, `table-${name}`, {
      ...settings,
      name: stack.names.table(name),
      keyArn: keyArns.at("tables"),
      tags: teamTags(team),
    });
  });
}

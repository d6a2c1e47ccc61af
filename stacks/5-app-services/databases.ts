import { AuroraPostgresql } from "../../constructs/data/aurora-postgresql";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import { byName, type DatastoreSurroundings } from "./surroundings";

/** The Aurora clusters of the environment, by name. */
export function declareDatabases(
  stack: PlatformStack,
  { vpcId, subnetIds, keyArns, allowedFrom }: DatastoreSurroundings,
): Readonly<Record<string, AuroraPostgresql>> {
  return byName(stack.environment.databases, ({ name, team: _, ...size }) => {
    return new AuroraPostgresql(stack, `database-${name}`, {
      identifier: stack.names.database(name),
      name,
      ...size,
      vpcId,
      subnetIds,
      allowedFrom,
      keyArn: keyArns.at("database"),
      logKeyArn: keyArns.at("logs"),
      monitoringRoleArn: stack.names.serviceRoleArn("database-monitoring"),
    });
  });
}

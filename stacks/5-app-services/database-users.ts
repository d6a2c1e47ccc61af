import { appServices } from "../../constructs/charts/namespaces";
import type { AuroraPostgresql } from "../../constructs/data/aurora-postgresql";
import { DatabaseUsersJob } from "../../constructs/data/database-users/database-users-job";
import { rootCertificate } from "../../constructs/data/database-users/root-certificate";
import type { DatabaseUsers } from "../../constructs/data/database-users/sql";
import { deployedUsersOf } from "../../constructs/ledger/deployed-links";
import { subnetBlocks } from "../../constructs/network/address-blocks";
import type { PlatformStack } from "../../constructs/stack/platform-stack";

/** The users of each database, which a job in the cluster makes. Apps come after this stack, and find theirs there. */
export function declareDatabaseUsers(
  stack: PlatformStack,
  databases: Readonly<Record<string, AuroraPostgresql>>,
): void {
  const { names, environment } = stack;
  const { aws, network, databaseUsers } = environment;
  for (const [name, database] of Object.entries(databases)) {
    new DatabaseUsersJob(stack, `database-users-${name}`, {
      ...usersOf(stack, name),
      name: names.databaseUsersJob(name),
      namespace: appServices,
      region: aws.region,
      host: database.endpoint,
      port: database.port,
      database: database.databaseName,
      secretArn: database.masterSecretArn,
      // Validation has seen that there is one.
      rootCertificate: databaseUsers.rootCertificate ?? rootCertificate(aws.region) ?? "",
      role: { arn: names.databaseUsersRoleArn(name), clusterName: names.cluster },
      addresses: Object.values(subnetBlocks(network).data),
      images: { awsCli: databaseUsers.awsCliImage, postgresql: databaseUsers.postgresqlImage },
      after: database.instances,
    });
  }
}

/** The declared apps that name the database, and those that are about to lose it and whose pods still run. */
function usersOf({ names, environment, platform }: PlatformStack, database: string): DatabaseUsers {
  const users = environment.apps.flatMap(({ team, name, uses }) =>
    uses.databases
      .filter((used) => used.name === database)
      .map(({ access }) => ({ name: names.databaseUser(team, name), access })),
  );
  const deployed = deployedUsersOf(platform.ledger, database).map((key) => {
    const [team = "", app = ""] = key.split("/");
    return names.databaseUser(team, app);
  });
  return { users, kept: deployed.filter((name) => !users.some((user) => user.name === name)) };
}

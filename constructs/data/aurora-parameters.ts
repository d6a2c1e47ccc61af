import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import type { Construct } from "constructs";

/** Statements that take longer are logged, in milliseconds. */
const slowStatement = 1000;

/** Meanings: https://www.postgresql.org/docs/current/runtime-config-logging.html */
const parameters: Readonly<Record<string, string>> = {
  // Connections without TLS are refused; the default since version 17, said here for those before it and for reviewers.
  "rds.force_ssl": "1",
  log_connections: "1",
  log_disconnections: "1",
  log_lock_waits: "1",
  log_min_duration_statement: `${slowStatement}`,
  // Changes of the schema. Users sign in through IAM, so that no password stands in a logged statement.
  log_statement: "ddl",
};

/** The settings of a cluster. The group is named after its family, since a group can't change to another. */
export function auroraParameters(scope: Construct, identifier: string, engineVersion: string) {
  const [major = ""] = engineVersion.split(".");
  const family = `aurora-postgresql${major}`;
  return new RdsClusterParameterGroup(scope, "parameters", {
    name: `${identifier}-${family}`,
    family,
    description: `Settings of ${identifier}`,
    parameter: Object.entries(parameters).map(([name, value]) => ({ name, value })),
    // A major upgrade moves the cluster to the new group before the old one can go.
    lifecycle: { createBeforeDestroy: true },
  });
}

import { Construct } from "constructs";
import { appServices } from "../charts/namespaces";
import { type KeyUser, keyThrough } from "./key-use";
import { allow, type PolicyDocument, policyDocument } from "./policy-document";
import { PlatformRole } from "./role";
import { podTrust } from "./trust/pod-trust";

export interface DatabaseUserMakersProps extends KeyUser {
  readonly accountId: string;
  readonly partition: string;
  /** ARN of the boundary of what makes the cluster run. */
  readonly boundaryArn: string;
  /** Names of the databases. */
  readonly databases: readonly string[];
}

/** One role for each database, as whom a job reads the master password of that database and of no other. */
export class DatabaseUserMakers extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseUserMakersProps) {
    super(scope, id);
    const { names, accountId, partition, boundaryArn, databases } = props;
    for (const database of databases) {
      new PlatformRole(this, database, {
        name: names.databaseUsersRole(database),
        path: names.databaseUsersPath,
        description: `Makes the users of the database ${database}.`,
        trust: podTrust({
          accountId,
          clusterArn: names.clusterArn,
          namespace: appServices,
          serviceAccount: names.databaseUsersJob(database),
        }),
        boundaryArn,
        policies: { "master-password": masterPassword(props, database) },
        partition,
      });
    }
  }
}

/**
 * RDS chooses the secret's name, and says in a tag whose password it is; tags that begin with `aws:` nobody else can give.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
 */
function masterPassword(props: DatabaseUserMakersProps, database: string): PolicyDocument {
  const { names } = props;
  const ofCluster = {
    ArnEquals: {
      "aws:ResourceTag/aws:rds:primaryDBClusterArn": names.arn("rds", `cluster:${names.database(database)}`),
    },
  };
  const key = keyThrough(props, "database", "secretsmanager");
  return policyDocument(
    allow("Read", "secretsmanager:GetSecretValue", names.arn("secretsmanager", "secret:rds!cluster-*"), ofCluster),
    allow("Decrypt", "kms:Decrypt", key.resource, key.conditions),
  );
}

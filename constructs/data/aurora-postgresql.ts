import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { waive } from "../guardrails/waive";
import { AuroraInstances, type AuroraInstancesProps, performanceInsights } from "./aurora-instances";
import { auroraParameters } from "./aurora-parameters";
import { databaseNameOf } from "./database-name";
import { DatastoreAccess } from "./datastore-access";
import { type Capacity, serverless } from "./serverless";
import { type DatastoreWindows, windowsOf } from "./windows";

/** What PostgreSQL has to say, and why a sign-in through IAM failed, which PostgreSQL itself does not know. */
const exportedLogs = ["postgresql", "iam-db-auth-error"] as const;

export interface AuroraPostgresqlProps extends DatastoreWindows, Pick<AuroraInstancesProps, "instanceClass"> {
  /** Identifier of the cluster, unique in account and region; its instances are `<identifier>-<number>`. */
  readonly identifier: string;
  /** Name that the first database is called after. @default - the identifier */
  readonly name?: string;
  /** Major and minor version, such as "17.5". */
  readonly engineVersion: string;
  /** Within what the instances of class "db.serverless" scale. @default - their class does not scale */
  readonly capacity?: Capacity | undefined;
  /** One writer and its replicas, spread over the zones. @default 2 */
  readonly instances?: number;
  readonly vpcId: string;
  /** Subnets without a route to the internet, by zone. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** Security groups whose members may connect, by a name for each. */
  readonly allowedFrom: Readonly<Record<string, string>>;
  /** Customer managed key of storage, backups, performance data and the master password. */
  readonly keyArn: string;
  /** Customer managed key of the log groups. */
  readonly logKeyArn: string;
  /** Role that delivers enhanced monitoring. */
  readonly monitoringRoleArn: string;
  /** Days that point-in-time recovery reaches back, 1 to 35. @default 14 */
  readonly backupRetentionDays?: number;
  /** Days that logs are kept; one of the values that CloudWatch Logs takes. @default 365 */
  readonly logRetentionDays?: number;
  /** User that the managed password belongs to. Apps sign in as users of their own. @default "platform_admin" */
  readonly masterUsername?: string;
  /** @default 5432 */
  readonly port?: number;
  /** Whether deletion is refused until this is turned off by an apply of its own. @default true */
  readonly deletionProtection?: boolean;
}

/**
 * An Aurora PostgreSQL cluster. Its master password is made, kept and rotated by AWS in Secrets Manager and never
 * known to Terraform; everything else signs in through IAM. A change that interrupts waits for the maintenance window.
 */
export class AuroraPostgresql extends Construct {
  readonly endpoint: string;
  readonly readerEndpoint: string;
  readonly databaseName: string;
  /** Names the cluster in `rds-db:connect` rights; AWS makes it. */
  readonly resourceId: string;
  /** The managed master password's secret. */
  readonly masterSecretArn: string;
  readonly securityGroupId: string;
  readonly port: number;
  /** For what connects, and so has to wait until somebody answers. */
  readonly instances: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AuroraPostgresqlProps) {
    super(scope, id);
    const {
      identifier,
      instanceClass,
      instances: count = 2,
      subnetIds,
      keyArn,
      monitoringRoleArn,
      port = 5432,
    } = props;
    const { backupWindow, maintenanceWindow } = windowsOf(this.node.path, props);
    this.databaseName = databaseNameOf(props.name ?? identifier);
    const access = this.access(props);
    const cluster = new RdsCluster(this, "cluster", {
      clusterIdentifier: identifier,
      engine: "aurora-postgresql",
      engineVersion: props.engineVersion,
      // Else AWS refuses another major version, which an environment says by a version of its own: docs/playbooks/databases.md
      allowMajorVersionUpgrade: true,
      databaseName: this.databaseName,
      ...this.scaling(props),
      port,
      networkType: "IPV4",
      dbSubnetGroupName: this.subnetGroup(props).name,
      dbClusterParameterGroupName: auroraParameters(this, identifier, props.engineVersion).name,
      vpcSecurityGroupIds: [access.securityGroupId],
      ...this.signIn(props),
      storageEncrypted: true,
      kmsKeyId: keyArn,
      ...this.insurance(props),
      backupRetentionPeriod: props.backupRetentionDays ?? 14,
      preferredBackupWindow: backupWindow,
      preferredMaintenanceWindow: maintenanceWindow,
      applyImmediately: false,
      databaseInsightsMode: "standard",
      ...performanceInsights(keyArn),
      enabledCloudwatchLogsExports: [...exportedLogs],
      dependsOn: exportedLogs.map((log) => this.logGroup(log, props)),
    });
    if (props.deletionProtection === false) {
      waive(
        cluster,
        "deletion-protection",
        "the environment turns deletionProtection of this database off, to remove it",
      );
    }
    waive(cluster, "CKV2_AWS_8", "Aurora's own continuous backups reach back to any second of the days that are kept");
    const { all: instances } = new AuroraInstances(this, "instance", {
      cluster,
      identifier,
      instanceClass,
      count,
      zones: Object.keys(subnetIds),
      keyArn,
      monitoringRoleArn,
      maintenanceWindow,
    });
    this.endpoint = cluster.endpoint;
    this.readerEndpoint = cluster.readerEndpoint;
    this.resourceId = cluster.clusterResourceId;
    this.masterSecretArn = cluster.masterUserSecret.get(0).secretArn;
    this.securityGroupId = access.securityGroupId;
    this.port = port;
    this.instances = instances;
  }

  private access({ identifier, vpcId, port = 5432, allowedFrom }: AuroraPostgresqlProps): DatastoreAccess {
    const description = `Aurora cluster ${identifier}`;
    return new DatastoreAccess(this, "access", {
      name: `${identifier}-database`,
      description,
      vpcId,
      port,
      allowedFrom,
    });
  }

  private subnetGroup({ identifier, subnetIds }: AuroraPostgresqlProps): DbSubnetGroup {
    return new DbSubnetGroup(this, "subnets", {
      name: identifier,
      description: `Data subnets of ${identifier}`,
      subnetIds: Object.values(subnetIds),
    });
  }

  private scaling({ instanceClass, capacity }: AuroraPostgresqlProps) {
    if ((instanceClass === serverless) !== (capacity !== undefined)) {
      throw new Error(
        `${this.node.path}: instances of ${serverless}, and no others, have a capacity. State both or neither.`,
      );
    }
    if (!capacity) return {};
    const { minimum: minCapacity, maximum: maxCapacity } = capacity;
    return { serverlessv2ScalingConfiguration: { minCapacity, maxCapacity } };
  }

  private signIn({ masterUsername = "platform_admin", keyArn }: AuroraPostgresqlProps) {
    return {
      masterUsername,
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: keyArn,
      iamDatabaseAuthenticationEnabled: true,
    };
  }

  /** What stands between a mistake and the loss of data. */
  private insurance({ identifier, deletionProtection = true }: AuroraPostgresqlProps) {
    return {
      deletionProtection,
      skipFinalSnapshot: false,
      // AWS refuses a name that is taken: rename the snapshot of an earlier cluster before this one is deleted.
      finalSnapshotIdentifier: `${identifier}-final`,
      copyTagsToSnapshot: true,
      // Kept for their retention period, so that a deleted cluster can still be brought back to a moment.
      deleteAutomatedBackups: false,
    };
  }

  /** Before the cluster: RDS would make it without a key and keep it for ever. */
  private logGroup(log: (typeof exportedLogs)[number], props: AuroraPostgresqlProps): CloudwatchLogGroup {
    const { identifier, logKeyArn, logRetentionDays = 365 } = props;
    return new CloudwatchLogGroup(this, log === "postgresql" ? "logs" : `logs-${log}`, {
      name: `/aws/rds/cluster/${identifier}/${log}`,
      kmsKeyId: logKeyArn,
      retentionInDays: logRetentionDays,
    });
  }
}

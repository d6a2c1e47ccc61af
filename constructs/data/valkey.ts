import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { Construct } from "constructs";
import { DatastoreAccess } from "./datastore-access";
import { type DatastoreWindows, windowsOf } from "./windows";

/** What Valkey logs: slow commands, and what the engine has to say. */
const logTypes = ["slow-log", "engine-log"] as const;

export interface ValkeyProps extends DatastoreWindows {
  /** Identifier of the replication group, unique in account and region, at most 40 characters. */
  readonly identifier: string;
  /** Major and minor version, such as "8.1". */
  readonly engineVersion: string;
  /** Such as "cache.r7g.large". */
  readonly nodeType: string;
  /** Copies of the primary, each in another zone. None means no failover. @default 1 */
  readonly replicas?: number;
  readonly vpcId: string;
  /** Subnets without a route to the internet, by zone. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** Security groups whose members may connect, by a name for each. */
  readonly allowedFrom: Readonly<Record<string, string>>;
  /** Ids of the users that may sign in, see `CacheUser`. Nobody else can. */
  readonly userIds: readonly string[];
  /** Customer managed key of what lies on disk and of snapshots. */
  readonly keyArn: string;
  /** Customer managed key of the log groups. */
  readonly logKeyArn: string;
  /** Prefix of the log groups' names. */
  readonly logGroupPrefix: string;
  /** Days that daily snapshots are kept. @default 7 */
  readonly snapshotRetentionDays?: number;
  /** Days that logs are kept; one of the values that CloudWatch Logs takes. @default 365 */
  readonly logRetentionDays?: number;
  /** Which keys go when the memory is full. @default "allkeys-lru", those not used for longest */
  readonly evictionPolicy?: string;
  /** @default 6379 */
  readonly port?: number;
}

/** A Valkey cache in one shard with replicas in other zones, reached over TLS only, by users that sign in through IAM. */
export class Valkey extends Construct {
  /** Follows the primary through a failover. */
  readonly endpoint: string;
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: ValkeyProps) {
    super(scope, id);
    const { identifier, replicas = 1, keyArn, port = 6379 } = props;
    const { backupWindow, maintenanceWindow } = windowsOf(this.node.path, props);
    const access = this.access(props);
    const group = new ElasticacheReplicationGroup(this, "group", {
      replicationGroupId: identifier,
      description: `Cache ${identifier}`,
      engine: "valkey",
      engineVersion: props.engineVersion,
      // ElastiCache pins major and minor; what comes by itself are patches.
      autoMinorVersionUpgrade: "true",
      nodeType: props.nodeType,
      numCacheClusters: 1 + replicas,
      automaticFailoverEnabled: replicas > 0,
      multiAzEnabled: replicas > 0,
      port,
      networkType: "ipv4",
      subnetGroupName: this.subnetGroup(props).name,
      parameterGroupName: this.parameterGroup(props).name,
      securityGroupIds: [access.securityGroupId],
      userGroupIds: [this.userGroup(props).id],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      atRestEncryptionEnabled: "true",
      kmsKeyId: keyArn,
      snapshotRetentionLimit: props.snapshotRetentionDays ?? 7,
      snapshotWindow: backupWindow,
      maintenanceWindow,
      // AWS refuses a name that is taken: delete or copy the snapshot of an earlier cache before this one is deleted.
      finalSnapshotIdentifier: `${identifier}-final`,
      applyImmediately: false,
      logDeliveryConfiguration: logTypes.map((logType) => this.logDelivery(logType, props)),
    });
    this.endpoint = group.primaryEndpointAddress;
    this.securityGroupId = access.securityGroupId;
  }

  private access({ identifier, vpcId, port = 6379, allowedFrom }: ValkeyProps): DatastoreAccess {
    const description = `Valkey cache ${identifier}`;
    return new DatastoreAccess(this, "access", { name: `${identifier}-cache`, description, vpcId, port, allowedFrom });
  }

  private subnetGroup({ identifier, subnetIds }: ValkeyProps): ElasticacheSubnetGroup {
    return new ElasticacheSubnetGroup(this, "subnets", {
      name: identifier,
      description: `Data subnets of ${identifier}`,
      subnetIds: Object.values(subnetIds),
    });
  }

  /** Named after its family, since a group can't change to another. */
  private parameterGroup({ identifier, engineVersion, evictionPolicy = "allkeys-lru" }: ValkeyProps) {
    const family = `valkey${engineVersion.split(".")[0]}`;
    return new ElasticacheParameterGroup(this, "parameters", {
      name: `${identifier}-${family}`,
      family,
      description: `Settings of ${identifier}`,
      parameter: [{ name: "maxmemory-policy", value: evictionPolicy }],
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** Also for nobody: without a group, whoever gets through to the port has every right. */
  private userGroup({ identifier, userIds }: ValkeyProps): ElasticacheUserGroup {
    return new ElasticacheUserGroup(this, "users", {
      userGroupId: identifier,
      engine: "valkey",
      ...(userIds.length > 0 && { userIds: [...userIds] }),
    });
  }

  private logDelivery(logType: (typeof logTypes)[number], props: ValkeyProps) {
    const group = new CloudwatchLogGroup(this, logType, {
      name: `${props.logGroupPrefix}/${logType}`,
      kmsKeyId: props.logKeyArn,
      retentionInDays: props.logRetentionDays ?? 365,
    });
    return { logType, logFormat: "json", destinationType: "cloudwatch-logs", destination: group.name };
  }
}

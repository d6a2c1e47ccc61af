import type { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { Construct } from "constructs";
import { waive } from "../guardrails/waive";

export interface AuroraInstancesProps {
  readonly cluster: RdsCluster;
  /** First part of the instances' identifiers, which their number follows. */
  readonly identifier: string;
  /** Such as "db.r7g.large". */
  readonly instanceClass: string;
  /** One writer and its replicas. */
  readonly count: number;
  /** Zones that the instances are dealt out to in turn. */
  readonly zones: readonly string[];
  /** Customer managed key of the performance data. */
  readonly keyArn: string;
  readonly monitoringRoleArn: string;
  readonly maintenanceWindow: string;
}

/** Seconds between two samples of enhanced monitoring. */
const monitoringInterval = 60;
/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html: valid until 2061. */
const certificateAuthority = "rds-ca-rsa2048-g1";

/**
 * Performance data, kept for the seven days that cost nothing. It is shown by CloudWatch Database Insights, which wants
 * the same settings on the cluster and on each of its instances.
 */
export function performanceInsights(keyArn: string) {
  return {
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: keyArn,
    performanceInsightsRetentionPeriod: 7,
  };
}

/** The writer and the replicas of a cluster, all alike: after a failover any of them is the writer. */
export class AuroraInstances extends Construct {
  /** For what connects, and so has to wait for them. */
  readonly all: readonly RdsClusterInstance[];

  constructor(scope: Construct, id: string, props: AuroraInstancesProps) {
    super(scope, id);
    this.all = Array.from({ length: props.count }, (_, index) => this.add(index, props));
  }

  private add(index: number, props: AuroraInstancesProps): RdsClusterInstance {
    const { cluster, identifier, instanceClass, zones, keyArn, monitoringRoleArn, maintenanceWindow } = props;
    const instance = new RdsClusterInstance(this, `${index}`, {
      identifier: `${identifier}-${index}`,
      clusterIdentifier: cluster.id,
      engine: cluster.engine,
      instanceClass,
      dbSubnetGroupName: cluster.dbSubnetGroupName,
      availabilityZone: zones[index % zones.length],
      publiclyAccessible: false,
      caCertIdentifier: certificateAuthority,
      // Versions are chosen in the environment and reviewed; an upgrade by itself would make Terraform plan the way back.
      autoMinorVersionUpgrade: false,
      preferredMaintenanceWindow: maintenanceWindow,
      copyTagsToSnapshot: true,
      monitoringInterval,
      monitoringRoleArn,
      ...performanceInsights(keyArn),
      promotionTier: index === 0 ? 0 : 1,
      applyImmediately: false,
    });
    waive(instance, "CKV_AWS_226", "minor versions are chosen in the environment, reviewed, and upgraded by an apply");
    return instance;
  }
}

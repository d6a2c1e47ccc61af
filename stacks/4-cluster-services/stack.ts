import { Controller } from "../../constructs/charts/controller";
import { fluentBit } from "../../constructs/charts/fluent-bit";
import { metricsServer } from "../../constructs/charts/metrics-server";
import { type ClusterLoginProps, helmProvider, kubernetesProvider } from "../../constructs/cluster/login";
import { clusterAddresses } from "../../constructs/cluster/network-peers";
import { controllers } from "../../constructs/names";
import { subnetBlocks } from "../../constructs/network/address-blocks";
import { fluentBitTraffic } from "../../constructs/observability/fluent-bit-traffic";
import { LogGroups } from "../../constructs/observability/log-groups";
import { metricsServerTraffic } from "../../constructs/observability/metrics-server-traffic";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { PlatformStack } from "../../constructs/stack/platform-stack";
import { managedInfrastructureContract } from "../2-managed-infrastructure/contract";
import { kubernetesClusterContract } from "../3-kubernetes-cluster/contract";
import { declareAutoscaling } from "./autoscaling";
import { declareBackups } from "./backups";
import { clusterServicesContract } from "./contract";
import { declareMesh } from "./mesh";
import { declareSecrets } from "./secrets";

/** What all users of the cluster share: their logs and the figures that autoscaling goes by. */
export class ClusterServices extends PlatformStack {
  constructor(app: PlatformApp) {
    super(app, "cluster-services");
    const { aws, network, cluster, logs } = this.environment;
    const infrastructure = this.read(managedInfrastructureContract);
    const kubernetes = this.read(kubernetesClusterContract);
    const addresses = clusterAddresses(network, cluster);
    const nodeCidrs = Object.values(subnetBlocks(network).private);
    const login: ClusterLoginProps = {
      clusterName: this.names.cluster,
      region: aws.region,
      endpoint: kubernetes.clusterEndpoint,
      certificateAuthority: kubernetes.clusterCertificateAuthority,
      roleArn: this.deployerRoleArn,
    };
    kubernetesProvider(this, login);
    helmProvider(this, login);

    const logGroups = new LogGroups(this, "logs", {
      applications: { name: this.names.logGroup("applications"), retentionDays: logs.applicationRetentionDays },
      system: { name: this.names.logGroup("system"), retentionDays: logs.systemRetentionDays },
      keyArn: infrastructure.keyArns.at("logs"),
    });

    new Controller(this, "fluent-bit", {
      chart: fluentBit({
        region: aws.region,
        applicationLogGroup: this.names.logGroup("applications"),
        systemLogGroup: this.names.logGroup("system"),
      }),
      traffic: fluentBitTraffic(addresses),
      identity: {
        clusterName: this.names.cluster,
        serviceAccount: controllers["fluent-bit"].serviceAccount,
        roleArn: this.names.controllerRoleArn("fluent-bit"),
      },
      after: [logGroups.applications, logGroups.system],
    });
    new Controller(this, "metrics-server", {
      chart: metricsServer(),
      traffic: metricsServerTraffic({ ...addresses, nodeCidrs }),
    });
    declareSecrets(this, { addresses, teamNamespaces: kubernetes.teamNamespaces });
    declareBackups(this, { addresses, ...infrastructure, ...kubernetes });
    declareMesh(this, addresses);

    declareAutoscaling(this, { keyArns: infrastructure.keyArns });

    this.publish(clusterServicesContract, {
      applicationLogGroupName: logGroups.applications.name,
      systemLogGroupName: logGroups.system.name,
    });
  }
}

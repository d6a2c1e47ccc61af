import { Controller } from "../../constructs/charts/controller";
import { metricsServer } from "../../constructs/charts/metrics-server";
import { type ClusterLoginProps, helmProvider, kubernetesProvider } from "../../constructs/cluster/login";
import { clusterAddresses } from "../../constructs/cluster/network-peers";
import { subnetBlocks } from "../../constructs/network/address-blocks";
import { metricsServerTraffic } from "../../constructs/observability/metrics-server-traffic";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { PlatformStack } from "../../constructs/stack/platform-stack";
import { managedInfrastructureContract } from "../2-managed-infrastructure/contract";
import { kubernetesClusterContract } from "../3-kubernetes-cluster/contract";
import { declareAutoscaling } from "./autoscaling";
import { declareBackups } from "./backups";
import { clusterServicesContract } from "./contract";
import { declareLogging } from "./logging";
import { declareMesh } from "./mesh";
import { declareMonitoring } from "./monitoring";
import { declarePolicies } from "./policies";
import { declareSecrets } from "./secrets";

/** What all users of the cluster share: logs, figures and alerts, secrets, backups, policies, and the apps' nodes. */
export class ClusterServices extends PlatformStack {
  constructor(app: PlatformApp) {
    super(app, "cluster-services");
    const { aws, network, cluster } = this.environment;
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

    const logGroups = declareLogging(this, { keyArn: infrastructure.keyArns.at("logs"), addresses });
    new Controller(this, "metrics-server", {
      chart: metricsServer(),
      traffic: metricsServerTraffic({ ...addresses, nodeCidrs }),
    });
    declareSecrets(this, { addresses, teamNamespaces: kubernetes.teamNamespaces });
    declareBackups(this, { addresses, ...infrastructure, ...kubernetes });
    declareMesh(this, addresses);
    declarePolicies(this, addresses);
    declareAutoscaling(this, { infrastructure, kubernetes });
    declareMonitoring(this, { addresses: { ...addresses, nodeCidrs }, keyArns: infrastructure.keyArns });

    this.publish(clusterServicesContract, {
      applicationLogGroupName: logGroups.applications.name,
      systemLogGroupName: logGroups.system.name,
      nodeLogGroupName: logGroups.nodes.name,
    });
  }
}

import { ImageRegistry } from "../../constructs/delivery/image-registry";
import { PlatformKeys } from "../../constructs/encryption/platform-keys";
import { ExistingNetwork } from "../../constructs/network/existing-network";
import { Network } from "../../constructs/network/network";
import { RunnerPlace } from "../../constructs/network/runner-place";
import { ownershipTags } from "../../constructs/stack/aws-provider";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { PlatformStack } from "../../constructs/stack/platform-stack";
import type { ExistingNetworkSettings } from "../../environments/schema/network";
import { identityContract } from "../1-identity/contract";
import { managedInfrastructureContract } from "./contract";

/** What the cluster and the datastores stand on: network, keys, registries. */
export class ManagedInfrastructure extends PlatformStack {
  constructor(app: PlatformApp) {
    super(app, "managed-infrastructure");
    const { aws, apps, databases, network: settings, rootAdministrators, runners } = this.environment;
    const { names } = this;
    const { flowLogRoleArn } = this.read(identityContract);

    const keys = new PlatformKeys(this, "keys", {
      ...aws,
      alias: (purpose) => names.keyAlias(purpose),
      administrators: [names.deployerRoleArn(this.id, "apply"), ...rootAdministrators],
      logGroups: [
        names.logGroup("*"),
        names.controlPlaneLogGroup,
        ...databases.map(({ name }) => names.databaseLogGroup(name, "*")),
      ],
    });
    const network =
      settings.source === "existing"
        ? this.existingNetwork(settings)
        : new Network(this, "network", {
            ...aws,
            ...settings,
            name: names.prefix,
            clusterName: names.cluster,
            flowLogs: {
              logGroupName: names.logGroup("flow-logs"),
              roleArn: flowLogRoleArn,
              keyArn: keys.arns.logs,
              retentionDays: settings.flowLogRetentionDays,
            },
          });
    const runnerPlace =
      runners === "in-vpc" ? new RunnerPlace(this, "runners", { network, name: names.prefix }) : undefined;
    const images = new ImageRegistry(this, "images", {
      apps,
      repositoryName: (team, app) => names.imageRepository(team, app),
      keyArn: keys.arns.images,
    });

    this.publish(managedInfrastructureContract, {
      vpcId: network.vpcId,
      publicSubnetIds: network.subnetIds.public,
      privateSubnetIds: network.subnetIds.private,
      dataSubnetIds: network.subnetIds.data,
      controlPlaneSubnetIds: network.subnetIds["control-plane"],
      podSubnetIds: network.podSubnetIds,
      runnerSubnetIds: runnerPlace?.subnetIds ?? {},
      runnerSecurityGroupId: runnerPlace?.securityGroupId ?? "",
      keyArns: keys.arns,
      repositoryUrls: images.urls,
    });
  }

  private existingNetwork({ vpcId, cidr, zones, subnets }: ExistingNetworkSettings): ExistingNetwork {
    const { name, aws } = this.environment;
    return new ExistingNetwork(this, "network", {
      vpcId,
      cidr,
      zones,
      accountId: aws.accountId,
      subnets: {
        public: subnets.public,
        private: subnets.private,
        data: subnets.data,
        "control-plane": subnets.controlPlane,
      },
      podSubnets: subnets.pods,
      clusterName: this.names.cluster,
      ownershipTags: ownershipTags(name, this.id),
    });
  }
}

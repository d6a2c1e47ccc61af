import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { ImageRegistry } from "../../constructs/delivery/image-registry";
import { PlatformKeys } from "../../constructs/encryption/platform-keys";
import { Network } from "../../constructs/network/network";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { PlatformStack } from "../../constructs/stack/platform-stack";
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
    const network = new Network(this, "network", {
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
    const runnerGroup =
      runners === "in-vpc"
        ? new SecurityGroup(this, "runners", {
            name: `${names.prefix}-runners`,
            description: "Runners that Terraform runs on",
            vpcId: network.vpcId,
            tags: { Name: `${names.prefix}-runners` },
          })
        : undefined;
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
      runnerSecurityGroupId: runnerGroup?.id ?? "",
      keyArns: keys.arns,
      repositoryUrls: images.urls,
    });
  }
}

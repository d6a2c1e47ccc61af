import { ImageRegistry } from "../../constructs/delivery/image-registry";
import { imageScanning } from "../../constructs/delivery/image-scanning";
import { PlatformKeys } from "../../constructs/encryption/platform-keys";
import { recordedOf } from "../../constructs/ledger/ledger";
import { ZoneCheck } from "../../constructs/network/control-plane-zones";
import { ExistingNetwork } from "../../constructs/network/existing-network";
import { Network } from "../../constructs/network/network";
import { RunnerPlace } from "../../constructs/network/runner-place";
import { ownershipTags } from "../../constructs/stack/ownership-tags";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { PlatformStack } from "../../constructs/stack/platform-stack";
import { PlatformBuckets } from "../../constructs/storage/platform-buckets";
import { ClusterProtection } from "../../constructs/threat-detection/cluster-protection";
import type { CreatedNetworkSettings, ExistingNetworkSettings } from "../../environments/schema/network";
import { identityContract } from "../1-identity/contract";
import { managedInfrastructureContract } from "./contract";
import { fileStorage } from "./file-storage";
import { imageCache } from "./image-cache";
import { loggedGroups, usedKeys } from "./keys";
import { networkUses } from "./network-uses";
import { zoneSigningKey } from "./zone-signing-key";

/** What the cluster and the datastores stand on: network, keys, registries, buckets, file storage. */
export class ManagedInfrastructure extends PlatformStack {
  constructor(app: PlatformApp) {
    super(app, "managed-infrastructure");
    const { aws, apps, buckets, guardDuty, images, network: settings, rootAdministrators, runners } = this.environment;
    const { names } = this;

    const keys = new PlatformKeys(this, "keys", {
      ...aws,
      purposes: usedKeys(this.environment),
      alias: (purpose) => names.keyAlias(purpose),
      administrators: [names.deployerRoleArn(this.id, "apply"), ...rootAdministrators],
      logGroups: loggedGroups(this.environment, names),
    });
    new ZoneCheck(this, "zones", { region: aws.region, zones: settings.zones });
    const network =
      settings.source === "existing" ? this.existingNetwork(settings) : this.createdNetwork(settings, keys);
    const runnerPlace =
      runners === "in-vpc" ? new RunnerPlace(this, "runners", { network, name: names.prefix }) : undefined;
    const registry = new ImageRegistry(this, "images", {
      apps,
      repositoryName: (team, app) => names.imageRepository(team, app),
      keyArn: keys.arnOf("images"),
      retention: images.retention,
    });
    const imageCacheUrls = imageCache(this, keys.arnOf("images"));
    if (images.scanning !== "unmanaged") imageScanning(this, "image-scanning", images.scanning);
    const store = new PlatformBuckets(this, "buckets", {
      ...aws,
      name: (purpose) => names.bucket(purpose),
      logged: names.teamBucket("*"),
      backupsKeyArn: keys.arnOf("backups"),
      backups: { deletedDays: buckets.deletedBackupDays },
      accessLogs: { retentionDays: buckets.accessLogRetentionDays },
    });
    const fileSystemIds = fileStorage(this, network, keys);
    if (guardDuty.detector !== "none") new ClusterProtection(this, "cluster-protection", guardDuty);

    this.publish(managedInfrastructureContract, {
      vpcId: network.vpcId,
      publicSubnetIds: network.subnetIds.public,
      privateSubnetIds: network.subnetIds.private,
      dataSubnetIds: network.subnetIds.data,
      controlPlaneSubnetIds: network.subnetIds["control-plane"],
      podSubnetIds: network.podSubnetIds,
      runnerSubnetIds: runnerPlace?.subnetIds ?? {},
      runnerSecurityGroupId: runnerPlace?.securityGroupId ?? "",
      keyArns: { ...keys.arns, ...zoneSigningKey(this) },
      repositoryUrls: registry.urls,
      imageCacheUrls,
      bucketNames: store.names,
      fileSystemIds,
    });
  }

  /** What records its flows needs a role, for which alone this stack reads identity. */
  private createdNetwork(settings: CreatedNetworkSettings, keys: PlatformKeys): Network {
    const { environment, names } = this;
    const { flowLogRoleArn } = this.read(identityContract);
    return new Network(this, "network", {
      ...environment.aws,
      ...settings,
      name: names.prefix,
      uses: networkUses(environment),
      clusterName: names.cluster,
      flowLogs: {
        logGroupName: names.logGroup("flow-logs"),
        roleArn: flowLogRoleArn,
        keyArn: keys.arnOf("logs"),
        retentionDays: settings.flowLogRetentionDays,
      },
    });
  }

  private existingNetwork({ vpcId, cidr, zones, subnets }: ExistingNetworkSettings): ExistingNetwork {
    const { name, aws } = this.environment;
    const { elements: cluster } = recordedOf(this.platform.ledger, "kubernetes-cluster");
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
      inUse: Object.keys(cluster).length > 0,
    });
  }
}

import type { Driver, VolumeDriver } from "../../constructs/cluster/controller-add-ons";
import type { PodNetwork } from "../../constructs/cluster/network-settings";
import type { PodSecurity } from "../../constructs/cluster/platform-namespace";
import type { Received } from "../../constructs/contracts/contract";
import { controllers } from "../../constructs/names";
import { podBlocks } from "../../constructs/network/address-blocks";
import type { Environment } from "../../environments/schema/environment";
import type { identityContract } from "../1-identity/contract";
import type { managedInfrastructureContract } from "../2-managed-infrastructure/contract";

type Identity = Received<(typeof identityContract)["fields"]>;
type Infrastructure = Received<(typeof managedInfrastructureContract)["fields"]>;

/** Subnets of pods alone, where the network has some: pods keep the security group of their nodes in them. */
export function podNetworkOf(
  { network, aws }: Environment,
  { podSubnetIds }: Infrastructure,
  clusterSecurityGroupId: string,
): PodNetwork | undefined {
  const zones = Object.keys(podBlocks(network));
  if (zones.length === 0) return undefined;
  const subnetIds = Object.fromEntries(zones.map((zone) => [zone, podSubnetIds.at(zone)]));
  return { region: aws.region, subnetIds, securityGroupIds: [clusterSecurityGroupId] };
}

/** The driver of EBS volumes. The stack's own tag is left out: the apps' volumes are no stack's to delete. */
export function volumeDriverOf({ name, aws }: Environment, { controllerRoleArns }: Identity): VolumeDriver {
  const { serviceAccount } = controllers["ebs-csi"];
  return {
    serviceAccount,
    roleArn: controllerRoleArns.at("ebs-csi"),
    tags: { ...aws.tags, "strata:environment": name },
  };
}

/** The driver of EFS, where the environment has file storage. */
export function fileDriverOf({ fileStorage }: Environment, { controllerRoleArns }: Identity): Driver | undefined {
  if (!fileStorage.enabled) return undefined;
  const { serviceAccount } = controllers["efs-csi"];
  return { serviceAccount, roleArn: controllerRoleArns.at("efs-csi") };
}

/**
 * Level of a team's namespace. Kubernetes knows no exception for a pod, so an app that has one from the policy
 * `restricted-pods` opens its namespace, and that policy alone restricts the team's other pods.
 */
export function podSecurityOf({ policies }: Environment, team: string): PodSecurity {
  const open = policies.exceptions.some(
    (exception) => exception.policy === "restricted-pods" && exception.team === team,
  );
  return open ? "privileged" : "restricted";
}

import type { PlatformKeys } from "../../constructs/encryption/platform-keys";
import { subnetBlocks } from "../../constructs/network/address-blocks";
import type { NetworkIds } from "../../constructs/network/network-ids";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import { FileStorage } from "../../constructs/storage/file-storage";

/**
 * The file system that pods share, where the environment asks for one: its mount targets beside the datastores, reached
 * from the private subnets, where nodes and pods are. Ids by purpose.
 */
export function fileStorage(
  stack: PlatformStack,
  { vpcId, subnetIds }: NetworkIds,
  keys: PlatformKeys,
): Readonly<Record<string, string>> {
  const { aws, fileStorage: settings, network } = stack.environment;
  if (!settings.enabled) return {};
  const { fileSystemId } = new FileStorage(stack, "file-storage", {
    ...aws,
    ...settings,
    name: stack.names.fileStorage,
    keyArn: keys.arnOf("files"),
    vpcId,
    subnetIds: subnetIds.data,
    clientCidrs: subnetBlocks(network).private,
  });
  return { shared: fileSystemId };
}

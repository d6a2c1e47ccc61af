import type { OperatingSystem } from "./ami-type";

export interface NodeDisksProps {
  readonly operatingSystem: OperatingSystem;
  /** Size of the disk that holds images, containers' files and logs. */
  readonly diskGiB: number;
  /** Key of the disks. */
  readonly volumeKeyArn: string;
}

/** The disks of a node, as a launch template takes them: encrypted gp3, gone with the node. */
export function nodeDisks({ operatingSystem, diskGiB, volumeKeyArn }: NodeDisksProps) {
  const disk = (deviceName: string, volumeSize?: number) => ({
    deviceName,
    ebs: { volumeType: "gp3", volumeSize, encrypted: "true", kmsKeyId: volumeKeyArn, deleteOnTermination: "true" },
  });
  if (operatingSystem === "AL2023") return [disk("/dev/xvda", diskGiB)];
  // Bottlerocket boots from one disk, which holds the system alone and is as large as its image says, and keeps all
  // else on another: https://github.com/bottlerocket-os/bottlerocket#default-volumes
  return [disk("/dev/xvda"), disk("/dev/xvdb", diskGiB)];
}

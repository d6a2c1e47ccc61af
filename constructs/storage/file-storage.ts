import { EfsBackupPolicy } from "@cdktf/provider-aws/lib/efs-backup-policy";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { EfsFileSystemPolicy } from "@cdktf/provider-aws/lib/efs-file-system-policy";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import { Construct } from "constructs";
import { FileStorageAccess } from "./file-storage-access";
import { fileStoragePolicy } from "./file-storage-policy";

export interface FileStorageProps {
  /** `Name` of the file system, and name of the security group before it. */
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** @default "aws" */
  readonly partition?: string;
  /** KMS key of the files. Can't be changed without replacing the file system and all that is in it. */
  readonly keyArn: string;
  readonly vpcId: string;
  /** Where its mount targets stand, one subnet a zone. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** Address blocks from which it is mounted, by a name for each that stands in the rule's address. */
  readonly clientCidrs: Readonly<Record<string, string>>;
  /** What is paid for: what is read and written, or room, from which speed follows. @default "elastic" */
  readonly throughput?: "elastic" | "bursting";
  /** Whether AWS Backup keeps daily copies for 35 days. @default true */
  readonly backups?: boolean;
}

/**
 * A file system over all zones that many pods write to at once: encrypted at rest and on the way, reached through access
 * points alone, which the driver in the cluster makes. Files that nobody reads for a month move to cheaper storage, and
 * come back when somebody does.
 */
export class FileStorage extends Construct {
  readonly fileSystemId: string;
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: FileStorageProps) {
    super(scope, id);
    const { name, vpcId, subnetIds, clientCidrs, backups = true } = props;
    const fileSystem = this.fileSystem(props);
    const fileSystemId = fileSystem.id;
    this.guard(fileSystem, props);
    new EfsBackupPolicy(this, "backups", { fileSystemId, backupPolicy: { status: backups ? "ENABLED" : "DISABLED" } });
    const access = new FileStorageAccess(this, "access", { name, vpcId, clientCidrs });
    for (const [zone, subnetId] of Object.entries(subnetIds)) {
      const securityGroups = [access.securityGroupId];
      new EfsMountTarget(this, `mount-target-${zone}`, { fileSystemId, subnetId, securityGroups });
    }
    this.fileSystemId = fileSystemId;
    this.securityGroupId = access.securityGroupId;
  }

  private fileSystem({ name, keyArn, throughput = "elastic" }: FileStorageProps): EfsFileSystem {
    return new EfsFileSystem(this, "file-system", {
      creationToken: name,
      encrypted: true,
      kmsKeyId: keyArn,
      throughputMode: throughput,
      performanceMode: "generalPurpose",
      // AWS takes one move a block.
      lifecyclePolicy: [{ transitionToIa: "AFTER_30_DAYS" }, { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
      tags: { Name: name },
    });
  }

  private guard({ id, arn }: EfsFileSystem, { accountId, region, partition = "aws" }: FileStorageProps): void {
    const points = `arn:${partition}:elasticfilesystem:${region}:${accountId}:access-point/*`;
    const policy = JSON.stringify(fileStoragePolicy(arn, points));
    new EfsFileSystemPolicy(this, "policy", { fileSystemId: id, policy, bypassPolicyLockoutSafetyCheck: false });
  }
}

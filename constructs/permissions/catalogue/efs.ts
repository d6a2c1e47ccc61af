import { ec2 } from "../ec2";
import type { Catalogue, Entry, Grant, ResourceView } from "../entry";
import {
  anywhere,
  both,
  creating,
  grantingKey,
  on,
  owned,
  retagging,
  serviceLinkedRole,
  taggedAs,
  throughService,
  usingKey,
} from "../ownership";

/** Amazon EFS. Ids are AWS's choice, so that rights rest on tags (service authorization reference, Amazon EFS). */
const systems = ({ names }: ResourceView) => [names.arn("elasticfilesystem", "file-system/*")];

/** What a file system has beside itself, such as its policy: authorized on the file system, which is this stack's own. */
function partOf(read: string, write: string, remove = write): Entry {
  return {
    arn: (r) => systems(r).join(),
    create: (r) => [owned(r, [`elasticfilesystem:${write}`], systems(r))],
    read: (r) => [on(systems(r), `elasticfilesystem:${read}`)],
    update: (r) => [owned(r, [`elasticfilesystem:${write}`], systems(r))],
    delete: (r) => [owned(r, [`elasticfilesystem:${remove}`], systems(r))],
  };
}

/**
 * The interface of a mount target, which EFS makes, changes and deletes with its caller's rights or with those of its own
 * role: AWS's pages say both. Only in EFS's own calls, so that nobody has them in his hands.
 * https://docs.aws.amazon.com/efs/latest/APIReference/API_CreateMountTarget.html
 */
function interfaces(r: ResourceView, action: string, ...types: Parameters<typeof ec2>[1][]): Grant {
  return throughService(on(ec2(r, ...types), action));
}

/** The group is this stack's own, wherever the subnets come from. */
function withGroup(r: ResourceView, action: string): Grant {
  const { conditions = {}, ...grant } = interfaces(r, action, "security-group");
  return { ...grant, conditions: both(conditions, taggedAs(r.environment, r.stack)) };
}

/** Tags go to a file system in the call that makes it, and to none that is there: it would change hands. */
function taggingNew(r: ResourceView): Grant {
  const { conditions = {}, ...grant } = creating(r, ["elasticfilesystem:TagResource"], systems(r));
  const atCreation = { StringEquals: { "elasticfilesystem:CreateAction": "CreateFileSystem" } };
  return { ...grant, conditions: both(conditions, atCreation) };
}

/** https://docs.aws.amazon.com/efs/latest/ug/EFSKMS.html */
const encryption = (r: ResourceView): readonly Grant[] =>
  r.has("kms_key_id")
    ? [
        grantingKey(r, "kms_key_id", "elasticfilesystem"),
        usingKey(r, "kms_key_id", ["kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"], "elasticfilesystem"),
      ]
    : [];

const backups = partOf("DescribeBackupPolicy", "PutBackupPolicy");

export const efs: Catalogue = {
  aws_efs_file_system: {
    arn: (r) => systems(r).join(),
    create: (r) => [
      {
        ...creating(r, ["elasticfilesystem:CreateFileSystem"], ["*"]),
        because:
          "a new file system has no ARN: the action knows no resource (service authorization reference, Amazon EFS)",
      },
      taggingNew(r),
      owned(
        r,
        ["elasticfilesystem:PutLifecycleConfiguration", "elasticfilesystem:UpdateFileSystemProtection"],
        systems(r),
      ),
      ...encryption(r),
      serviceLinkedRole(r, "elasticfilesystem.amazonaws.com"),
    ],
    read: (r) => [
      on(
        systems(r),
        "elasticfilesystem:DescribeFileSystems",
        "elasticfilesystem:DescribeLifecycleConfiguration",
        "elasticfilesystem:ListTagsForResource",
      ),
    ],
    update: (r) => [
      owned(
        r,
        [
          "elasticfilesystem:PutLifecycleConfiguration",
          "elasticfilesystem:UpdateFileSystem",
          "elasticfilesystem:UpdateFileSystemProtection",
        ],
        systems(r),
      ),
      retagging(r, ["elasticfilesystem:TagResource", "elasticfilesystem:UntagResource"], systems(r)),
    ],
    delete: (r) => [owned(r, ["elasticfilesystem:DeleteFileSystem"], systems(r))],
  },
  aws_efs_backup_policy: {
    ...backups,
    create: (r) => [...backups.create(r), serviceLinkedRole(r, "elasticfilesystem.amazonaws.com")],
  },
  aws_efs_file_system_policy: partOf("DescribeFileSystemPolicy", "PutFileSystemPolicy", "DeleteFileSystemPolicy"),
  aws_efs_mount_target: {
    arn: (r) => systems(r).join(),
    create: (r) => [
      owned(r, ["elasticfilesystem:CreateMountTarget"], systems(r)),
      interfaces(r, "ec2:CreateNetworkInterface", "network-interface", "subnet"),
      withGroup(r, "ec2:CreateNetworkInterface"),
      serviceLinkedRole(r, "elasticfilesystem.amazonaws.com"),
    ],
    read: (r) => [
      on(systems(r), "elasticfilesystem:DescribeMountTargetSecurityGroups", "elasticfilesystem:DescribeMountTargets"),
      anywhere(["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"]),
    ],
    update: (r) => [
      owned(r, ["elasticfilesystem:ModifyMountTargetSecurityGroups"], systems(r)),
      interfaces(r, "ec2:ModifyNetworkInterfaceAttribute", "network-interface", "subnet"),
      withGroup(r, "ec2:ModifyNetworkInterfaceAttribute"),
    ],
    delete: (r) => [
      owned(r, ["elasticfilesystem:DeleteMountTarget"], systems(r)),
      interfaces(r, "ec2:DeleteNetworkInterface", "network-interface"),
    ],
  },
};

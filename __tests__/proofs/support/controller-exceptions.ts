import type { Controller } from "../../../constructs/names";

type Reasons = Readonly<Record<string, readonly string[]>>;

const each = (on: string, service: string, ...actions: readonly string[]) =>
  actions.map((action) => `${service}:${action} on ${on}`);

/** Calls that a vendor lists and the platform's role is refused, `<action> on <thing>`, by reason. */
export const leftOutOfControllers: Readonly<Partial<Record<Controller, Reasons>>> = {
  "vpc-cni": {},
  "ebs-csi": {
    "volumes are restored from snapshots, not copied": each("new volume", "ec2", "CopyVolumes"),
    "no class of snapshots asks for fast restores or for locks": each(
      "snapshot of the driver",
      "ec2",
      "EnableFastSnapshotRestores",
      "LockSnapshot",
    ),
    "no class of volume attributes changes tags": each("volume of the driver", "ec2", "CreateTags", "DeleteTags"),
  },
  "efs-csi": {
    "nothing here is an S3 Files system": [
      ...each("everything", "s3files", "ListAccessPoints", "ListFileSystems"),
      ...each("S3 file system", "s3files", "CreateAccessPoint"),
      ...each("access point of an S3 file system", "s3files", "TagResource", "DeleteAccessPoint"),
    ],
  },
  "fluent-bit": {
    "the groups are there before it, with their retention": each(
      "log group of applications",
      "logs",
      "CreateLogGroup",
      "PutRetentionPolicy",
    ),
  },
  karpenter: {
    "node classes name no capacity reservation and no placement group": [
      "capacity reservation",
      "placement group",
    ].flatMap((on) => each(on, "ec2", "RunInstances", "CreateFleet")),
    "node classes name identity's instance profile, and no role to make one for": each(
      "instance profile of Karpenter",
      "iam",
      "CreateInstanceProfile",
      "TagInstanceProfile",
      "AddRoleToInstanceProfile",
      "RemoveRoleFromInstanceProfile",
      "DeleteInstanceProfile",
      "GetInstanceProfile",
    ),
    "zonal shifts are off by default": each("cluster", "arc-zonal-shift", "GetManagedResource"),
  },
  "external-secrets": {
    "it reads as the role of the team": [
      ...each(
        "secret of a team",
        "secretsmanager",
        "GetResourcePolicy",
        "GetSecretValue",
        "DescribeSecret",
        "ListSecretVersionIds",
      ),
      ...each("parameter of a team", "ssm", "GetParameter", "GetParameters", "GetParametersByPath"),
    ],
    "who may list sees the names of all teams' secrets": each(
      "everything",
      "secretsmanager",
      "ListSecrets",
      "BatchGetSecretValue",
    ),
  },
  velero: {
    "the place of backups asks for no tags on objects": each("backup", "s3", "PutObjectTagging"),
    "the volume driver takes the snapshots, and makes volumes of them": [
      ...each("everything", "ec2", "DescribeSnapshots", "DescribeVolumes"),
      ...each("volume of the driver", "ec2", "CreateSnapshot"),
      ...each("new snapshot", "ec2", "CreateSnapshot", "CreateTags"),
      ...each("snapshot of Velero", "ec2", "CreateVolume", "DeleteSnapshot"),
      ...each("new volume", "ec2", "CreateVolume", "CreateTags"),
      ...each(
        "key for volumes",
        "kms",
        "Decrypt",
        "DescribeKey",
        "GenerateDataKeyWithoutPlaintext",
        "ReEncryptFrom",
        "ReEncryptTo",
        "CreateGrant",
      ),
    ],
  },
  "load-balancer-controller": {
    "addresses come from no pool": [
      ...each("everything", "ec2", "DescribeCoipPools", "DescribeIpamPools", "GetCoipPoolUsage"),
      ...each("application load balancer", "elasticloadbalancing", "ModifyIpPools"),
    ],
    "certificates are ACM's": [
      ...each("everything", "iam", "ListServerCertificates"),
      ...each("server certificate of IAM", "iam", "GetServerCertificate"),
    ],
    "no listener signs users in": each("user pool", "cognito-idp", "DescribeUserPoolClient"),
    "nothing here has Shield Advanced": each(
      "protection of Shield",
      "shield",
      "DescribeProtection",
      "CreateProtection",
      "DeleteProtection",
    ),
    "classic WAF is not used": [
      ...each("classic web ACL", "waf-regional", "GetWebACL", "AssociateWebACL"),
      ...each(
        "application load balancer",
        "waf-regional",
        "GetWebACLForResource",
        "AssociateWebACL",
        "DisassociateWebACL",
      ),
    ],
  },
};

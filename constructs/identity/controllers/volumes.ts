import { keyThrough } from "../key-use";
import { allow, type Conditions, type Statement } from "../policy-document";
import type { ControllerContext } from "./controller-context";

/** The marks of this environment's volumes and snapshots: that of the volume driver, and the environment's. */
function marks(environment: string, key: "aws:RequestTag" | "aws:ResourceTag") {
  return { [`${key}/ebs.csi.aws.com/cluster`]: "true", [`${key}/strata:environment`]: environment };
}

/** Volumes and snapshots that bear the marks already. */
export function ownVolumes(environment: string): Conditions {
  return { StringEquals: marks(environment, "aws:ResourceTag") };
}

/** Makes volumes and snapshots that bear the marks, one from the other, and deletes such snapshots. */
export function volumesAndSnapshots({
  names,
  partition,
  region,
  environment,
}: ControllerContext): readonly Statement[] {
  const volumes = names.arn("ec2", "volume/*");
  // Snapshots have no account in their ARN.
  const snapshots = `arn:${partition}:ec2:${region}::snapshot/*`;
  const own = ownVolumes(environment);
  const asked = marks(environment, "aws:RequestTag");
  return [
    allow("MakeVolumes", "ec2:CreateVolume", volumes, { StringEquals: asked }),
    allow("MakeVolumesFrom", "ec2:CreateVolume", snapshots, own),
    allow("MakeSnapshots", "ec2:CreateSnapshot", snapshots, { StringEquals: asked }),
    allow("MakeSnapshotsFrom", "ec2:CreateSnapshot", volumes, own),
    allow("TagWhatIsMade", "ec2:CreateTags", [snapshots, volumes], {
      StringEquals: { ...asked, "ec2:CreateAction": ["CreateSnapshot", "CreateVolume"] },
    }),
    allow("Forget", "ec2:DeleteSnapshot", snapshots, own),
  ];
}

/** EC2 encrypts volumes with its caller's rights. */
export function volumeEncryption(context: ControllerContext): readonly Statement[] {
  const { resource, conditions } = keyThrough(context, "volumes", "ec2");
  const actions = [
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
  ];
  return [
    allow("Encrypt", actions, resource, conditions),
    allow("LetVolumesDecrypt", "kms:CreateGrant", resource, {
      ...conditions,
      Bool: { "kms:GrantIsForAWSResource": "true" },
    }),
  ];
}

import { allow, type Conditions, type Statement } from "../policy-document";
import type { ControllerContext } from "./controller-context";

/**
 * The marks of this environment's volumes and snapshots: that of the volume driver, and the environment's. Whoever copies
 * a volume copies its tags.
 */
export function volumeMarks(environment: string, key: "aws:RequestTag" | "aws:ResourceTag"): Conditions {
  return { StringEquals: { [`${key}/ebs.csi.aws.com/cluster`]: "true", [`${key}/strata:environment`]: environment } };
}

/** EC2 encrypts volumes with its caller's rights. */
export function volumeEncryption({ names, region }: ControllerContext): readonly Statement[] {
  const volumesKey = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [names.keyAlias("volumes")] } };
  const throughEc2 = { "kms:ViaService": `ec2.${region}.amazonaws.com` };
  const keys = names.arn("kms", "key/*");
  const actions = [
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
  ];
  return [
    allow("Encrypt", actions, keys, { ...volumesKey, StringEquals: throughEc2 }),
    allow("LetVolumesDecrypt", "kms:CreateGrant", keys, {
      ...volumesKey,
      StringEquals: throughEc2,
      Bool: { "kms:GrantIsForAWSResource": "true" },
    }),
  ];
}

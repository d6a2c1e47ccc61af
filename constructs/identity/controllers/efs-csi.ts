import { allow, policyDocument } from "../policy-document";
import type { ControllerPolicy } from "./controller-context";

/**
 * The file system driver: access points in this environment's file systems, which bear its own mark and the environment's,
 * as its add-on's extra tags set them.
 * Source: kubernetes-sigs/aws-efs-csi-driver, docs/iam-policy-example.json, without S3 Files.
 */
export const efsCsi: ControllerPolicy = ({ names, environment }) => {
  const system = names.arn("elasticfilesystem", "file-system/*");
  const point = names.arn("elasticfilesystem", "access-point/*");
  const reads = ["elasticfilesystem:DescribeAccessPoints", "elasticfilesystem:DescribeMountTargets"];
  const marks = (key: "aws:RequestTag" | "aws:ResourceTag") => ({
    [`${key}/efs.csi.aws.com/cluster`]: "true",
    [`${key}/strata:environment`]: environment,
  });
  return policyDocument(
    allow("See", reads, [system, point]),
    allow("SeeSystems", "elasticfilesystem:DescribeFileSystems", system),
    allow("SeeZones", "ec2:DescribeAvailabilityZones", "*"),
    allow("Make", "elasticfilesystem:CreateAccessPoint", system, {
      StringEquals: { ...marks("aws:RequestTag"), "aws:ResourceTag/strata:environment": environment },
    }),
    allow("TagWhatIsMade", "elasticfilesystem:TagResource", point, {
      StringEquals: { ...marks("aws:RequestTag"), "elasticfilesystem:CreateAction": "CreateAccessPoint" },
    }),
    allow("Forget", "elasticfilesystem:DeleteAccessPoint", point, { StringEquals: marks("aws:ResourceTag") }),
  );
};

import { allow, policyDocument } from "../policy-document";
import type { ControllerPolicy } from "./controller-context";

/**
 * The file system driver: access points in this environment's file systems.
 *
 * All that it tells of an access point is the driver's own mark, which it sets itself: its add-on takes no tags, and
 * neither do parameters of a StorageClass. So where two environments with file storage share an account, each driver may
 * delete the other's access points. Those lead to folders: with one goes the way of its pods to their files, no file.
 * Sources: kubernetes-sigs/aws-efs-csi-driver, docs/iam-policy-example.json, without S3 Files; pkg/driver/controller.go
 * (the mark), docs/README.md (parameters).
 */
export const efsCsi: ControllerPolicy = ({ names, environment }) => {
  const system = names.arn("elasticfilesystem", "file-system/*");
  const point = names.arn("elasticfilesystem", "access-point/*");
  const reads = ["elasticfilesystem:DescribeAccessPoints", "elasticfilesystem:DescribeMountTargets"];
  const mark = (key: "aws:RequestTag" | "aws:ResourceTag") => ({ [`${key}/efs.csi.aws.com/cluster`]: "true" });
  return policyDocument(
    allow("See", reads, [system, point]),
    allow("SeeSystems", "elasticfilesystem:DescribeFileSystems", system),
    allow("SeeZones", "ec2:DescribeAvailabilityZones", "*"),
    allow("Make", "elasticfilesystem:CreateAccessPoint", system, {
      StringEquals: { ...mark("aws:RequestTag"), "aws:ResourceTag/strata:environment": environment },
    }),
    allow("TagWhatIsMade", "elasticfilesystem:TagResource", point, {
      StringEquals: { ...mark("aws:RequestTag"), "elasticfilesystem:CreateAction": "CreateAccessPoint" },
    }),
    allow("Forget", "elasticfilesystem:DeleteAccessPoint", point, { StringEquals: mark("aws:ResourceTag") }),
  );
};

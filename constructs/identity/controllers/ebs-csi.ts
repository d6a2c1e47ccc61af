import { allow, policyDocument } from "../policy-document";
import { type ControllerPolicy, clusterStackTags, karpenterNodes } from "./controller-context";
import { ownVolumes, volumeEncryption, volumesAndSnapshots } from "./volumes";

/**
 * The volume driver: volumes and snapshots that bear its own mark and this environment's, on this cluster's nodes. Both
 * marks are on everything that it makes: its own by itself, the environment's by the add-on's extra volume tags.
 * Source: kubernetes-sigs/aws-ebs-csi-driver, docs/AmazonEBSCSIDriverPolicyV2.json and docs/tagging.md.
 */
export const ebsCsi: ControllerPolicy = (context) => {
  const { names, environment } = context;
  const ec2 = (type: string) => names.arn("ec2", `${type}/*`);
  const attach = ["ec2:AttachVolume", "ec2:DetachVolume"];
  return policyDocument(
    allow("See", readActions, "*"),
    ...volumesAndSnapshots(context),
    allow("Change", [...attach, "ec2:DeleteVolume", "ec2:ModifyVolume"], ec2("volume"), ownVolumes(environment)),
    allow("AttachToNodes", attach, ec2("instance"), { StringEquals: clusterStackTags(environment) }),
    allow("AttachToKarpentersNodes", attach, ec2("instance"), karpenterNodes(names.cluster)),
    ...volumeEncryption(context),
  );
};

const readActions = [
  "AvailabilityZones",
  "InstanceTypes",
  "Instances",
  "Snapshots",
  "VolumeStatus",
  "Volumes",
  "VolumesModifications",
].map((things) => `ec2:Describe${things}`);

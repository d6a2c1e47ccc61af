import { bucketPurposes } from "../../../storage/bucket-purposes";
import { all, born, tagged, taggedAtBirth, throughServices } from "../own";
import { type Reach, reads } from "./reach";

/** Settings of the platform's buckets, by exact names, since S3 looks at no tags: never an object, never a state's bucket. */
export const buckets: Reach = ({ names }) => [
  { actions: ["s3:*"], resources: bucketPurposes.map((purpose) => names.bucketArn(purpose)) },
];

/** Settings of teams' buckets. The pattern of their names takes in what lies in them: so actions on objects are left out. */
export const teamBuckets: Reach = ({ names }) => [
  {
    actions: ["*Bucket*", "*Configuration", "*Tag*Resource"].map((action) => `s3:${action}`),
    resources: [names.bucketArn("team-*")],
  },
];

/** File systems, and no file in them. */
export const fileStorage: Reach = (context) => {
  const changes = ["*FileSystem*", "*MountTarget*", "*TagResource", "Put*"];
  return [
    reads("elasticfilesystem:Describe*", "elasticfilesystem:List*"),
    {
      actions: changes.map((change) => `elasticfilesystem:${change}`),
      resources: all(context, "elasticfilesystem", "file-system"),
      conditions: tagged(context),
    },
    { actions: ["elasticfilesystem:CreateFileSystem"], resources: ["*"], conditions: born(context) },
    {
      actions: ["elasticfilesystem:TagResource"],
      resources: ["*"],
      conditions: taggedAtBirth("elasticfilesystem"),
    },
    // The interface of a mount target, which EFS makes, deletes and changes in its caller's name.
    {
      actions: ["ec2:*eNetworkInterface", "ec2:ModifyNetworkInterface*"],
      resources: ["*"],
      conditions: throughServices,
    },
  ];
};

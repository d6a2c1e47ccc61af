import { allow, deny, type PolicyDocument, policyDocument } from "../identity/policy-document";

const pointKey = "elasticfilesystem:AccessPointArn";

/**
 * Without a policy, whoever reaches a mount target is root of the whole file system. With this one he comes through an
 * access point, which says which folder he sees and as which user, and over TLS. Security groups say who reaches it.
 * https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
export function fileStoragePolicy(fileSystemArn: string, accessPoints: string): PolicyDocument {
  const anybody = { AWS: ["*"] };
  const throughPoint = {
    Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
    ArnLike: { [pointKey]: accessPoints },
  };
  // No ClientRootAccess: root is squashed.
  const use = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"];
  const plain = { Bool: { "aws:SecureTransport": "false" } };
  return policyDocument(
    { ...allow("ThroughAccessPoints", use, fileSystemArn, throughPoint), Principal: anybody },
    { ...deny("EncryptedTransportOnly", "*", fileSystemArn, plain), Principal: anybody },
  );
}

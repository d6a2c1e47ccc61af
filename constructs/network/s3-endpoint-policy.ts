import { allow, type PolicyDocument, policyDocument } from "../identity/policy-document";
import { anyone, onOwnAccount, type PerimeterProps } from "./perimeter";

/**
 * Buckets of others that nodes read from, by presigned or anonymous requests that carry no principal of this account.
 * Only buckets of the own region matter: requests to others do not take the gateway endpoint.
 */
export function bucketsThatNodesRead(region: string): readonly string[] {
  return [
    // Layers of every ECR image, those of EKS add-ons in AWS's own registries included.
    // https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    `prod-${region}-starport-layer-bucket`,
    // Packages of Amazon Linux 2023: https://docs.aws.amazon.com/linux/al2023/ug/deterministic-upgrades.html
    `al2023-repos-${region}-de612dc2`,
    // Layers of registry.k8s.io, which sends callers within AWS there: https://github.com/kubernetes/registry.k8s.io
    `prod-registry-k8s-io-${region}`,
  ];
}

/** Who may go where through the S3 endpoint: principals of this account to its buckets, anyone to read what nodes need. */
export function s3EndpointPolicy(perimeter: PerimeterProps): PolicyDocument {
  const { region, partition, reachable } = perimeter;
  const buckets = [...bucketsThatNodesRead(region), ...(reachable?.buckets ?? [])];
  const objects = buckets.map((bucket) => `arn:${partition}:s3:::${bucket}/*`);
  return policyDocument(
    { ...allow("OwnAccount", "s3:*", "*", onOwnAccount(perimeter)), Principal: anyone },
    { ...allow("ReadsOfNodes", "s3:GetObject", objects), Principal: anyone },
  );
}

export interface Region {
  readonly partition: "aws" | "aws-cn" | "aws-us-gov";
  /** Last letters of the names of its availability zones. */
  readonly zones: string;
}

const commercial = (zones = "abc"): Region => ({ partition: "aws", zones });

/**
 * Regions that have EKS and three or more availability zones. Names and partitions: endpoints.json of the AWS SDKs
 * (botocore 1.43.11). Zones: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 * In us-west-1, which the state may use, new accounts see two of the three.
 */
export const regions: Readonly<Record<string, Region>> = {
  "af-south-1": commercial(),
  "ap-east-1": commercial(),
  "ap-east-2": commercial(),
  "ap-northeast-1": commercial("acd"),
  "ap-northeast-2": commercial("abcd"),
  "ap-northeast-3": commercial(),
  "ap-south-1": commercial(),
  "ap-south-2": commercial(),
  "ap-southeast-1": commercial(),
  "ap-southeast-2": commercial(),
  "ap-southeast-3": commercial(),
  "ap-southeast-4": commercial(),
  "ap-southeast-5": commercial(),
  "ap-southeast-6": commercial(),
  "ap-southeast-7": commercial(),
  "ca-central-1": commercial("abd"),
  "ca-west-1": commercial(),
  "eu-central-1": commercial(),
  "eu-central-2": commercial(),
  "eu-north-1": commercial(),
  "eu-south-1": commercial(),
  "eu-south-2": commercial(),
  "eu-west-1": commercial(),
  "eu-west-2": commercial(),
  "eu-west-3": commercial(),
  "il-central-1": commercial(),
  "me-central-1": commercial(),
  "me-south-1": commercial(),
  "mx-central-1": commercial(),
  "sa-east-1": commercial(),
  "us-east-1": commercial("abcdef"),
  "us-east-2": commercial(),
  "us-west-1": commercial(),
  "us-west-2": commercial("abcd"),
  "cn-north-1": { partition: "aws-cn", zones: "abd" },
  "cn-northwest-1": { partition: "aws-cn", zones: "abc" },
  "us-gov-east-1": { partition: "aws-us-gov", zones: "abc" },
  "us-gov-west-1": { partition: "aws-us-gov", zones: "abc" },
};

export function regionOf(name: string): Region | undefined {
  return Object.hasOwn(regions, name) ? regions[name] : undefined;
}

export function zonesOf(name: string): readonly string[] {
  return [...(regionOf(name)?.zones ?? "")].map((letter) => `${name}${letter}`);
}

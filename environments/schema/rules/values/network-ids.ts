import { valueRule } from "../value-rule";

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html: 8 digits in old accounts, 17 since 2018. */
const idOf = (kind: string) => new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`);

export const vpcId = valueRule<string>({
  code: "ENV_VPC_ID",
  states: "the id of a VPC is vpc- and 17 hexadecimal digits, 8 in old accounts",
  fix: "write the id as AWS shows it, as in vpc-0a1b2c3d4e5f60718",
  allows: (value) => idOf("vpc").test(value),
});

export const subnetId = valueRule<string>({
  code: "ENV_SUBNET_ID",
  states: "the id of a subnet is subnet- and 17 hexadecimal digits, 8 in old accounts",
  fix: "write the id as AWS shows it, as in subnet-0a1b2c3d4e5f60718",
  allows: (value) => idOf("subnet").test(value),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html. A `*` would open the buckets of others. */
export const bucketName = valueRule<string>({
  code: "ENV_BUCKET_NAME",
  states: "the name of a bucket has 3 to 63 lower-case letters, digits, inner hyphens and dots",
  fix: "write the name without s3:// and path, as in vendor-charts-eu-central-1",
  allows: (value) => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value),
});

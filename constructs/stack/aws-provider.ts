import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { ownershipTags } from "./ownership-tags";
import type { PlatformStack } from "./platform-stack";
import { qualifyProviderSource } from "./provider-source";

/** AWS services that the stacks call, by the property of their endpoint argument. */
const services = [
  "acm",
  "autoscaling",
  "cloudwatchlogs",
  "dynamodb",
  "ec2",
  "ecr",
  "efs",
  "eks",
  "elasticache",
  "elasticloadbalancing",
  "guardduty",
  "iam",
  "kms",
  "rds",
  "route53",
  "s3",
  "s3Control",
  "secretsmanager",
  "sqs",
  "sts",
  "wafv2",
];

/** The stack's one AWS provider: one account, one region, ownership tags, and in a terminal its own role. */
export function awsProvider(stack: PlatformStack): AwsProvider {
  const { aws, name } = stack.environment;
  qualifyProviderSource(stack, "aws");
  return new AwsProvider(stack, "aws", {
    region: aws.region,
    allowedAccountIds: [aws.accountId],
    defaultTags: [{ tags: { ...aws.tags, ...ownershipTags(name, stack.id) } }],
    ...(stack.deployerRoleArn && { assumeRole: [{ roleArn: stack.deployerRoleArn }] }),
    ...emulatorSettings(stack),
  });
}

function emulatorSettings({ environment: { emulator } }: PlatformStack): Partial<AwsProviderConfig> {
  if (!emulator) return {};
  return {
    endpoints: [Object.fromEntries(services.map((service) => [service, emulator.endpoint]))],
    s3UsePathStyle: true,
    skipMetadataApiCheck: "true",
    ...(emulator.caBundle && { customCaBundle: emulator.caBundle }),
  };
}

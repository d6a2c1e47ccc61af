import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
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
];

/** Tags on everything that takes tags. The first two are what rights rest on, so no environment may set them. */
export function ownershipTags(environment: string, stack: string): Record<string, string> {
  return { "strata:environment": environment, "strata:stack": stack };
}

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

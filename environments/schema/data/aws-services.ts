/**
 * The services that the stacks and the commands call, as the AWS provider names their endpoints.
 * https://registry.terraform.io/providers/hashicorp/aws/6.25.0/docs/guides/custom-service-endpoints
 */
export const awsServices = [
  "acm",
  "amp",
  "autoscaling",
  "cloudformation",
  "cloudwatchlogs",
  "dynamodb",
  "ec2",
  "ecr",
  "efs",
  "eks",
  "elasticache",
  "elasticloadbalancing",
  "events",
  "guardduty",
  "iam",
  "inspector2",
  "kms",
  "rds",
  "route53",
  "s3",
  "s3control",
  "secretsmanager",
  "sqs",
  "sts",
  "wafv2",
] as const;
export type AwsService = (typeof awsServices)[number];

import { valueRule } from "../value-rule";

/**
 * ECR's own role reads no secret of another name.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html
 */
export const registrySecret = valueRule<string>({
  code: "ENV_REGISTRY_SECRET",
  states:
    "the credentials of a registry stand in a secret of Secrets Manager whose name starts with ecr-pullthroughcache/",
  fix: "write its full ARN, as in arn:aws:secretsmanager:eu-central-1:111122223333:secret:ecr-pullthroughcache/docker-hub-AbCdEf",
  allows: (value) =>
    /^arn:(aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:\d{12}:secret:ecr-pullthroughcache\/[\w/+=.@-]+-\w{6}$/.test(
      value,
    ),
});

import { text } from "./field";
import type { ValueRule } from "./rules/value-rule";
import { cidrAligned, cidrShape } from "./rules/values/cidr";
import { principalRules } from "./rules/values/principal";
import { bytesQuantity, cpuQuantity } from "./rules/values/quantity";
import { slugShape } from "./rules/values/slug";

/** Lower-case words joined by single hyphens: what Kubernetes, IAM, S3, RDS, ElastiCache and Terraform all take in a name. */
export const slug = text(slugShape);

/** ARN of an IAM role or user, or a pattern for its path and name. Its account may be another one than the environment's. */
export const principalArn = text(...principalRules);

/** IPv4 block, written with its first address. */
export function cidr(...rules: readonly ValueRule<string>[]) {
  return text(cidrShape, cidrAligned, ...rules);
}

/** CPU as Kubernetes writes it: "250m" or "2". */
export const cpu = text(cpuQuantity);
/** Memory or storage as Kubernetes writes it: "512Mi" or "2Gi". */
export const bytes = text(bytesQuantity);

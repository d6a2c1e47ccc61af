import type { AwsCalls } from "../../asking/aws-calls";

export interface ServiceQuota {
  readonly service: string;
  /** As Service Quotas calls it, such as `L-F678F1CE`. */
  readonly code: string;
  /** What AWS gives every account. */
  readonly byDefault: number;
}

/** The quota of the account; AWS's own default where the caller may not ask, or nobody ever raised it. */
export async function quotaOf(aws: AwsCalls, { service, code, byDefault }: ServiceQuota): Promise<number> {
  const answer = await aws.call("service-quotas", "get-service-quota", { "service-code": service, "quota-code": code });
  const value = answer.kind === "answered" ? Number(answer.content.Quota?.Value) : Number.NaN;
  return Number.isNaN(value) ? byDefault : value;
}

export function raise({ service, code }: ServiceQuota): string {
  return `ask for more: aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value <n>`;
}

import type { Environment } from "../../environments/schema/environment";

/** A role that a service of AWS has in the account, and that has to be there before the first deployment. */
export interface ServiceLinkedRole {
  /** The service, as IAM names it. */
  readonly service: string;
  readonly role: string;
}

/** The other services make theirs with the first resource: docs/reference/service-linked-roles.md. */
const autoScaling = { service: "autoscaling.amazonaws.com", role: "AWSServiceRoleForAutoScaling" };
const spot = { service: "spot.amazonaws.com", role: "AWSServiceRoleForEC2Spot" };

/**
 * In no template: they belong to the account and not to an environment, and CloudFormation fails on those that are there
 * already.
 */
export function serviceLinkedRoles({ autoscaling }: Pick<Environment, "autoscaling">): readonly ServiceLinkedRole[] {
  const takesSpot = autoscaling.enabled && autoscaling.nodePools.some(({ capacity }) => capacity.includes("spot"));
  return takesSpot ? [autoScaling, spot] : [autoScaling];
}

/** IAM path below which a service has its role. */
export function rolePath({ service }: ServiceLinkedRole): string {
  return `/aws-service-role/${service}/`;
}

export function roleArn(linked: ServiceLinkedRole, { partition, accountId }: Environment["aws"]): string {
  return `arn:${partition}:iam::${accountId}:role${rolePath(linked)}${linked.role}`;
}

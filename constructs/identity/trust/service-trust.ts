import { type Conditions, type PolicyDocument, policyDocument } from "../policy-document";

/** An AWS service as the only one who assumes a role. */
export interface ServiceTrust {
  /** Service principal, such as `ec2.amazonaws.com`. */
  readonly service: string;
  /** For whom the service must be acting. @default - the service does not say, so nothing can be asked */
  readonly onBehalfOf?: {
    readonly accountId: string;
    /** ARN or ARN pattern of the resource. */
    readonly source: string;
  };
}

/**
 * Trust in a service. `onBehalfOf` keeps other accounts from using the service to reach the role (confused deputy).
 *
 * EKS sends neither `aws:SourceAccount` nor `aws:SourceArn` when it assumes a cluster's role, so a condition would lock
 * the cluster out (AWS support, in prowler-cloud/prowler#4745); EC2 documents none for instance roles. Both are held by
 * `iam:PassRole` to the exact role.
 */
export function serviceTrust({ service, onBehalfOf }: ServiceTrust): PolicyDocument {
  const conditions: { Condition?: Conditions } = onBehalfOf
    ? {
        Condition: {
          StringEquals: { "aws:SourceAccount": onBehalfOf.accountId },
          ArnLike: { "aws:SourceArn": onBehalfOf.source },
        },
      }
    : {};
  return policyDocument({
    Sid: "Service",
    Effect: "Allow",
    Principal: { Service: service },
    Action: ["sts:AssumeRole"],
    ...conditions,
  });
}

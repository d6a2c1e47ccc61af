import type { Conditions } from "../identity/policy-document";

/** Who may go through an endpoint, and to whose resources. */
export interface PerimeterProps {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** Whether nodes carry GuardDuty's agent, whose image may lie with GuardDuty. @default false */
  readonly runtimeMonitoring?: boolean;
  /** What may be reached beside the account's own. @default - nothing but what nodes need */
  readonly reachable?: {
    /** Further accounts whose resources may be used. @default - none */
    readonly accounts?: readonly string[];
    /** Further buckets that may be read, by name. @default - none */
    readonly buckets?: readonly string[];
  };
}

/** An endpoint can't name roles, and requests without a signature have no principal at all. */
export const anyone = { AWS: ["*"] };

/** Callers of this account; a role that somebody brought along from another account gets nowhere. */
export function byOwnAccount({ accountId }: PerimeterProps): Conditions {
  return { StringEquals: { "aws:PrincipalAccount": accountId } };
}

/**
 * The same, on resources of this account and of those that are named. Actions that know no resource, such as most
 * descriptions, carry no account of one, and some others leave it out: those pass.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount
 */
export function onOwnAccount(perimeter: PerimeterProps): Conditions {
  const { accountId, reachable } = perimeter;
  return {
    ...byOwnAccount(perimeter),
    StringEqualsIfExists: { "aws:ResourceAccount": [accountId, ...(reachable?.accounts ?? [])] },
  };
}

import type { Environment } from "../../environments/schema/environment";
import type { PolicyDocument } from "../identity/policy-document";
import { namesOf } from "../names";
import { stackIdsOf, teamsApart } from "../stack/shards";
import { deployerRoles, type StackId, stackIds, wholeOf } from "../stack/stack-id";
import { type Reads, type StateAccess, stateAccess } from "./state";
import { bucketPolicy } from "./state-bucket-policy";
import { keyPolicy } from "./state-key-policy";

/** Who reaches a state, by patterns of their ARNs: none of them need exist yet. */
export interface StateUsers {
  readonly plan: string;
  readonly apply: string;
  /** Plans for reviews, without a lock. */
  readonly review: string;
  /** All three. */
  readonly deployers: readonly string[];
  /** Deployers of the stacks that read this one's contract. */
  readonly readers: readonly string[];
  readonly rootAdministrators: readonly string[];
}

/** One state with all that its policies say. */
export interface GuardedState extends StateAccess {
  readonly users: StateUsers;
  /** ARN of the state's key. @default - not known: it is made by bootstrap */
  readonly keyArn?: string;
}

export interface StatePolicies {
  readonly bucketPolicy: PolicyDocument;
  readonly keyPolicy: PolicyDocument;
}

/**
 * Policies of every state's bucket and key: data, put in force by a root administrator. None outside of S3.
 * `keyArns`: ARNs of the keys, once they are made; with them the bucket takes what its own key encrypts and nothing else.
 */
export function statePolicies(
  environment: Environment,
  reads: Reads,
  keyArns: Partial<Readonly<Record<StackId, string>>> = {},
): Readonly<Record<StackId, StatePolicies>> | undefined {
  const access = stateAccess(environment, reads);
  if (!access) return undefined;
  const policies = stackIdsOf(environment).flatMap((stack): [StackId, StatePolicies][] => {
    const own = access[stack];
    const state = own && { ...own, users: usersOf(environment, reads, stack), keyArn: keyArns[stack] };
    return state ? [[stack, { bucketPolicy: bucketPolicy(state), keyPolicy: keyPolicy(state) }]] : [];
  });
  return Object.fromEntries(policies) as Record<StackId, StatePolicies>;
}

function usersOf(environment: Environment, reads: Reads, stack: StackId): StateUsers {
  const names = namesOf(environment);
  const readers: readonly StackId[] = stackIds.filter((reader) => reads(reader).includes(stack));
  // The pattern of apps would let its shards in, and that of a shard another one, whose team's name begins as its own.
  const exact = wholeOf(stack) === "apps" && teamsApart(environment).length > 0;
  return {
    plan: names.deployerRoleArn(stack, "plan"),
    apply: names.deployerRoleArn(stack, "apply"),
    review: names.deployerRoleArn(stack, "review"),
    deployers: exact
      ? deployerRoles.map((role) => names.deployerRoleArn(stack, role))
      : [names.deployerRoleArns(stack)],
    // The pattern of apps has its shards in it, which read what it reads.
    readers: readers.map((reader) => names.deployerRoleArns(reader)),
    rootAdministrators: environment.rootAdministrators,
  };
}

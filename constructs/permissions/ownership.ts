import { ownershipTags, shardTag } from "../stack/ownership-tags";
import { isShard, type StackId } from "../stack/stack-id";
import type { Conditions, Grant, ResourceView } from "./entry";

const ownershipKeys = ["strata:environment", "strata:stack"];

/**
 * Tags on the thing that is touched: of this environment and of this stack, always both, and of the shard where it is one.
 * `sharded`: what belongs to a shard of the stack is not the stack's.
 */
export function taggedAs(environment: string, stack: StackId, sharded = false): Conditions {
  return bearing("aws:ResourceTag", environment, stack, sharded);
}

/** Tags in the request that creates a thing. */
export function requestedAs(environment: string, stack: StackId, sharded = false): Conditions {
  return bearing("aws:RequestTag", environment, stack, sharded);
}

function bearing(key: string, environment: string, stack: StackId, sharded: boolean): Conditions {
  const tags = Object.entries(ownershipTags(environment, stack)).map(([tag, value]) => [`${key}/${tag}`, value]);
  const StringEquals = Object.fromEntries(tags);
  return sharded && !isShard(stack) ? { StringEquals, Null: { [`${key}/${shardTag}`]: "true" } } : { StringEquals };
}

/** As `taggedAs`, of the stack that declares the resource. */
function own({ environment, stack, sharded }: ResourceView): Conditions {
  return taggedAs(environment, stack, sharded);
}

function requestedAsOwn({ environment, stack, sharded }: ResourceView): Conditions {
  return requestedAs(environment, stack, sharded);
}

/** Both condition blocks together; a key may stand in one of them only. */
export function both(one: Conditions, other: Conditions): Conditions {
  const operators = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...operators].map((operator) => [operator, { ...one[operator], ...other[operator] }]));
}

/**
 * The name that an argument gives, as the prefix that all names of this environment share: one pattern for hundreds of
 * things, where exact names fit in no policy. A name without that prefix stays as it is.
 */
export function named(resource: ResourceView, argument: string): string {
  const prefix = `${resource.names.prefix}-`;
  const name = resource.text(argument);
  return name.startsWith(prefix) ? `${prefix}*` : name;
}

/** Changes what bears this stack's tags. */
export function owned(resource: ResourceView, actions: readonly string[], resources: readonly string[]): Grant {
  return { actions, resources, conditions: own(resource) };
}

/** Creates something that bears this stack's tags from its first moment. */
export function creating(resource: ResourceView, actions: readonly string[], resources: readonly string[]): Grant {
  return { actions, resources, conditions: requestedAsOwn(resource) };
}

/** Uses, and never changes, what another stack declares: one grant for each stack that the argument leads to. */
export function using(resource: ResourceView, actions: readonly string[], argument: string): readonly Grant[] {
  const resources = resource.arns(argument);
  return resource.owners(argument).map((stack) => {
    return { actions, resources, conditions: taggedAs(resource.environment, stack) };
  });
}

/** Tags what bears this stack's tags already, and never the ownership tags themselves: nothing changes hands. */
export function retagging(resource: ResourceView, actions: readonly string[], resources: readonly string[]): Grant {
  const keys = resource.sharded ? [...ownershipKeys, shardTag] : ownershipKeys;
  return { actions, resources, conditions: otherTagsOf(own(resource), keys) };
}

/** Of things for which the conditions hold, all tags but those of ownership. */
export function otherTagsOf(things: Conditions, ownership: readonly string[] = ownershipKeys): Conditions {
  return both(things, {
    "ForAllValues:StringNotEquals": { "aws:TagKeys": ownership },
    // Without any key the condition above would hold as well.
    Null: { "aws:TagKeys": "false" },
  });
}

/**
 * Actions on ARNs that are ours by name, without a look at tags. All reads are of this kind: what does not exist yet, or
 * no more, bears no tags, and the provider would meet 403 where it waits for 404.
 */
export function on(resources: readonly string[], ...actions: readonly string[]): Grant {
  return { actions, resources };
}

/** Actions for which AWS knows no resource: lists and descriptions, or, with the reason, a write. */
export function anywhere(actions: readonly string[], because?: string): Grant {
  return { actions, resources: ["*"], ...(because && { because }) };
}

const untagged: Conditions = {
  Null: { "aws:ResourceTag/strata:environment": "true", "aws:ResourceTag/strata:stack": "true" },
};

/** Changes what AWS makes untagged beside another thing and Terraform adopts, in the calls that come before its tags. */
export function adopting(actions: readonly string[], resources: readonly string[]): Grant {
  return { actions, resources, conditions: untagged };
}

/** Gives the own tags to what AWS made untagged, while it has none. */
export function adoptingTags(resource: ResourceView, actions: readonly string[], resources: readonly string[]): Grant {
  return { actions, resources, conditions: both(requestedAsOwn(resource), untagged) };
}

/** Hands exactly the roles that the argument names to exactly these services. */
export function passing(resource: ResourceView, argument: string, ...services: readonly string[]): Grant {
  const conditions = { StringEquals: { "iam:PassedToService": [...services] } };
  return { actions: ["iam:PassRole"], resources: resource.arns(argument), conditions };
}

/**
 * Only in a call that an AWS service makes with its caller's rights: nobody has these in his own hands.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
 */
export function throughService(grant: Grant): Grant {
  return { ...grant, conditions: both(grant.conditions ?? {}, { Bool: { "aws:ViaAWSService": "true" } }) };
}

/** Lets AWS make a service's own role, where the account has none yet. */
export function serviceLinkedRole(resource: ResourceView, service: string): Grant {
  const { partition, account } = resource;
  return {
    actions: ["iam:CreateServiceLinkedRole"],
    resources: [`arn:${partition}:iam::${account}:role/aws-service-role/${service}/*`],
    conditions: { StringEquals: { "iam:AWSServiceName": service } },
  };
}

/**
 * Uses the platform's key that the argument names, through these services alone: by its alias, since its id is AWS's
 * choice, and by its ARN once the ledger knows it, so that whoever moves an alias moves no right with it.
 */
export function usingKey(
  resource: ResourceView,
  argument: string,
  actions: readonly string[],
  ...services: readonly string[]
): Grant {
  const { partition, region, account } = resource;
  const via = services.map((service) => `${service}.${region}.amazonaws.com`);
  const known = resource.keyArns(argument);
  if (known) return { actions, resources: known, conditions: { StringEquals: { "kms:ViaService": via } } };
  return {
    actions,
    resources: [`arn:${partition}:kms:${region}:${account}:key/*`],
    conditions: {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": resource.aliases(argument) },
      StringEquals: { "kms:ViaService": via },
    },
  };
}

/** Lets these services, for a resource of their own and nobody else, hold a grant on the key that the argument names. */
export function grantingKey(resource: ResourceView, argument: string, ...services: readonly string[]): Grant {
  const { conditions, ...grant } = usingKey(resource, argument, ["kms:CreateGrant"], ...services);
  return { ...grant, conditions: both(conditions ?? {}, { Bool: { "kms:GrantIsForAWSResource": "true" } }) };
}

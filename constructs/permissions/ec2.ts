import type { Grant, ResourceView } from "./entry";
import { both, creating, owned, retagging, taggedAs } from "./ownership";

/** What a network is made of, as EC2 names it in ARNs. Its ids are EC2's choice, so rights on it rest on tags. */
export type Ec2Type =
  | "elastic-ip"
  | "internet-gateway"
  | "launch-template"
  | "natgateway"
  | "network-acl"
  | "network-interface"
  | "route-table"
  | "security-group"
  | "security-group-rule"
  | "subnet"
  | "vpc"
  | "vpc-endpoint"
  | "vpc-flow-log";

/** ARN pattern of all things of these types in the account and region. */
export function ec2({ partition, region, account }: ResourceView, ...types: readonly Ec2Type[]): readonly string[] {
  return types.map((type) => `arn:${partition}:ec2:${region}:${account}:${type}/*`);
}

/** The one thing of this type whose id the ledger knows, and all of them until then. */
export function ec2Known({ partition, region, account }: ResourceView, type: Ec2Type, id: string): readonly string[] {
  return [`arn:${partition}:ec2:${region}:${account}:${type}/${id}`];
}

/** ARN pattern of a thing of this type. */
export function ec2Thing(type: Ec2Type): (resource: ResourceView) => string {
  return (resource) => ec2(resource, type).join();
}

/** Makes something that is tagged in the same call: EC2 asks for the right to tag it as well. */
export function making(resource: ResourceView, action: `ec2:${string}`, type: Ec2Type): readonly Grant[] {
  const made = ec2(resource, type);
  const { conditions = {}, ...tagging } = creating(resource, ["ec2:CreateTags"], made);
  const atCreation = { StringEquals: { "ec2:CreateAction": action.replace("ec2:", "") } };
  return [creating(resource, [action], made), { ...tagging, conditions: both(conditions, atCreation) }];
}

/** Changes what is this stack's own. */
export function changing(resource: ResourceView, types: readonly Ec2Type[], ...actions: readonly string[]): Grant {
  return owned(resource, actions, ec2(resource, ...types));
}

/** Gives other tags to what is this stack's own. */
export function renaming(resource: ResourceView, type: Ec2Type): Grant {
  return retagging(resource, ["ec2:CreateTags", "ec2:DeleteTags"], ec2(resource, type));
}

/** Uses things of this type of the stacks that declare what the argument names, such as the VPC of a subnet. */
export function usingBeside(
  resource: ResourceView,
  argument: string,
  type: Ec2Type,
  ...actions: readonly string[]
): readonly Grant[] {
  return resource.owners(argument).map((stack) => {
    return { actions, resources: ec2(resource, type), conditions: taggedAs(resource.environment, stack) };
  });
}

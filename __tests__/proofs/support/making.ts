import { needsOf } from "./oracles";
import type { Thing } from "./tree";

/** AWS makes these with the VPC, without tags, and Terraform takes them over. */
export function isAdopted({ type }: Pick<Thing, "type">): boolean {
  return type.startsWith("aws_default_");
}

/** Whether this is the call that makes the resource, its tags with it. */
export function makes({ type }: Pick<Thing, "type">, action: string): boolean {
  return makerOf(type) === action;
}

/** Which action EC2 names in `ec2:CreateAction` when a thing is tagged in the call that makes it. */
export function createAction({ type }: Pick<Thing, "type">): string | undefined {
  // The provider tags rules in a call of its own, after it has made them.
  if (isAdopted({ type }) || type.startsWith("aws_vpc_security_group_")) return undefined;
  return type === "aws_eks_node_group" ? "RunInstances" : makerOf(type)?.split(":")[1];
}

export function removesTags(action: string): boolean {
  return /:(Remove|Untag|Delete)/.test(action);
}

const makers = new Map<string, string | undefined>();

function makerOf(type: string): string | undefined {
  if (!makers.has(type)) makers.set(type, findMaker(type));
  return makers.get(type);
}

function findMaker(type: string): string | undefined {
  const seen = needsOf(type).filter(({ operation, source }) => operation === "create" && source !== "cloudformation");
  return seen.find(({ action }) => /:(Create(?!Tags|Grant)|Allocate|Request|Authorize)/.test(action))?.action;
}

import type { Grant, ResourceView } from "./entry";
import { adoptingTags, creating, named, retagging, using } from "./ownership";

/**
 * Rows for a service whose names are ours to choose and whose tags are set by `AddTagsToResource`, as in RDS and
 * ElastiCache: patterns begin with the environment's prefix, and all writes rest on tags beside it.
 */
export function prefixedThings(service: "rds" | "elasticache") {
  const addTags = `${service}:AddTagsToResource`;

  const arnOf = (type: string, argument: string) => (r: ResourceView) =>
    r.names.arn(service, `${type}:${r.text(argument)}`);

  /**
   * Always with the type: the tags of a request must not vouch for the groups that a thing is made in, and IAM takes no
   * wildcard for the type. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
   */
  const ours = (r: ResourceView, type: string, argument: string) => [
    r.names.arn(service, `${type}:${named(r, argument)}`),
  ];

  /** What is made together with its tags. Tags alone go to nothing that bears somebody's: it would change hands. */
  const making = (r: ResourceView, action: string, type: string, argument: string): readonly Grant[] => [
    creating(r, [action], ours(r, type, argument)),
    adoptingTags(r, [addTags], ours(r, type, argument)),
  ];

  const tag = (r: ResourceView, type: string, argument: string) =>
    retagging(r, [addTags, `${service}:RemoveTagsFromResource`], ours(r, type, argument));

  /** What a call names beside the thing itself, with the tags of the stack that declares it. */
  const within = (r: ResourceView, action: string, ...args: readonly string[]): readonly Grant[] =>
    args.flatMap((argument) =>
      using(r, [action], argument).map((grant) => ({ ...grant, resources: shortened(r, grant.resources) })),
    );

  return { arnOf, ours, making, tag, within };
}

/** ARNs of things with the environment's prefix as the one pattern for those of their type. */
export function shortened({ names: { prefix } }: ResourceView, arns: readonly string[]): readonly string[] {
  const ofType = (arn: string) => arn.slice(0, arn.indexOf(`:${prefix}-`));
  return [...new Set(arns.map((arn) => (arn.includes(`:${prefix}-`) ? `${ofType(arn)}:${prefix}-*` : arn)))];
}

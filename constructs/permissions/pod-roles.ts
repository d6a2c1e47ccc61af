import type { Grant, ResourceView } from "./entry";
import { on } from "./ownership";

const service = "pods.eks.amazonaws.com";

/**
 * Hands the roles that the argument names to pods, and looks at them first, as EKS does in its caller's name. Of an app's
 * role it is all roles of its team: their path is reserved for that team, and five hundred exact ARNs fit in no policy.
 * Of a role that makes the users of a database it is those of all databases, which are one stack's.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html
 */
export function passingToPods(resource: ResourceView, argument: string): readonly Grant[] {
  const roles = resource.arns(argument).map((role) => ofFolder(resource, role));
  const conditions = { StringEquals: { "iam:PassedToService": [service] } };
  return [{ actions: ["iam:PassRole"], resources: roles, conditions }, on(roles, "iam:GetRole")];
}

/** `…:role/strata/demo/apps/storefront/strata-demo-app-storefront-web` → `…:role/strata/demo/apps/storefront/*`. */
function ofFolder({ partition, account, names }: ResourceView, role: string): string {
  const own = `arn:${partition}:iam::${account}:role${names.iamPath}`;
  const [, folder] =
    /^((?:apps\/[^/]+|controllers\/databases)\/)[^/]+$/.exec(role.startsWith(own) ? role.slice(own.length) : "") ?? [];
  return folder ? `${own}${folder}*` : role;
}

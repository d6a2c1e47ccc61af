import type { Allow } from "../../permissions/merge";
import { teamOf } from "../../stack/shards";
import { isShard, type StackId, wholeOf } from "../../stack/stack-id";
import { deployerServices } from "../deployer-services";
import { allowed, deny, type PolicyDocument, policyDocument } from "../policy-document";
import type { BoundaryContext } from "./boundary-context";
import { compact } from "./compact";
import { identitiesOnly } from "./identities";
import { environmentsApart, noRoleChaining, roleChaining, stateKeysStay, stayInRegion } from "./protections";
import { reaches } from "./services/reaches";
import { ownState } from "./states";

/**
 * The most that a stack's deployers can be given. Identity's apply role writes the policies of the others, so this, which
 * it can't write, is what keeps a stack to itself: its services, the environment's own things in them, its own state and
 * the states that it reads.
 */
export function deployerBoundary(stack: StackId, context: BoundaryContext): PolicyDocument {
  const { parts } = deployerServices[wholeOf(stack)];
  const state = context.states?.[stack];
  const regions = [...new Set([context.region, state?.region ?? context.region])];
  return policyDocument(
    ...compact(
      parts.flatMap((part) => reaches[part](context)),
      ...(stack === "identity" ? [] : roles(stack, context)),
      ...(state ? ownState(state) : []),
    ),
    ...(stack === "identity" ? [...identitiesOnly(context), ...(context.bootstrapChecks ?? [])] : []),
    ...(parts.includes("keys") ? stateKeysStay(context) : []),
    environmentsApart(context),
    parts.includes("databases") ? noContent : noRoleChaining,
    stayInRegion(regions, ...(reachesSigningKey(stack, context) ? ["kms:*"] : [])),
  );
}

/** Whether the stack makes or uses the key that signs the zone, which is in one region whatever the platform's is. */
function reachesSigningKey(stack: StackId, { signsZone }: BoundaryContext): boolean {
  const { parts } = deployerServices[wholeOf(stack)];
  return signsZone && parts.some((part) => part === "keys" || part === "dns");
}

/**
 * Data and private keys are not what a deployment is about, nor is what takes them out of the account. With the denial that
 * all deployers have in one statement, since this boundary is the longest.
 */
const noContent = deny(
  "NoContent",
  [
    ...roleChaining,
    // Export, and import in the place of another.
    "acm:*portCertificate",
    "elasticache:Connect",
    "rds:Download*",
    "rds:*SnapshotAttribute",
  ],
  "*",
);

/** Roles that are handed over, each kind to its services; which role goes where its own trust says too. */
function roles(stack: StackId, { names, partition }: BoundaryContext): readonly Allow[] {
  const { parts, passes, linkedRoles } = deployerServices[wholeOf(stack)];
  // Nobody hands over a role of another account, or has AWS make one there: its number would only take room.
  const role = (path: string) => `arn:${partition}:iam::*:role${path}*`;
  // A shard hands over the roles of its own team.
  const team = isShard(stack) ? `${teamOf(stack)}/` : "";
  const kinds = Object.keys(passes).map((kind) => role(`${names.iamPath}${kind}/${team}`));
  const services = [...new Set(Object.values(passes).flat())];
  const linked = role("/aws-service-role/");
  // EKS looks, as its caller, at the roles that it gets, and whether that of its node groups is there.
  const lookingAt = parts.some((part) => part === "cluster" || part === "pod-identities");
  const looks = parts.includes("cluster") ? ["iam:GetRole", "iam:ListAttachedRolePolicies"] : ["iam:GetRole"];
  const seen = [role(names.iamPath), ...(parts.includes("nodes") ? [linked] : [])];
  const make = allowed(["iam:CreateServiceLinkedRole"], [linked], {
    StringEquals: { "iam:AWSServiceName": linkedRoles },
  });
  return [
    ...(lookingAt ? [allowed(looks, seen)] : []),
    allowed(["iam:PassRole"], kinds, { StringEquals: { "iam:PassedToService": services } }),
    ...(linkedRoles.length > 0 ? [make] : []),
  ];
}

import type { Names } from "../../constructs/names";
import { deployerRoles } from "../../constructs/stack/stack-id";
import { changesIn, type Plan, type ResourceChange, verbOf } from "../terraform/plan-changes";

/** A change that no deployer may make. */
export interface RootChange {
  readonly address: string;
  readonly verb: ReturnType<typeof verbOf>;
}

/**
 * What a plan changes of the root of trust: the boundaries, identity's own deployers, break-glass and the OIDC providers.
 * By what stands in the plan, before and after, and not by what the sources declare: a removal is a change as well.
 */
export function rootChanges(plan: Plan, names: Names): readonly RootChange[] {
  const roles = [...deployerRoles.map((role) => names.deployerRole("identity", role)), names.personRole("break-glass")];
  return changesIn(plan)
    .filter((change) => touches(change, names.rootPath, roles))
    .map((change) => ({ address: change.address, verb: verbOf(change) }));
}

function touches({ type, change }: ResourceChange, rootPath: string, roles: readonly string[]): boolean {
  if (!type.startsWith("aws_iam_")) return false;
  if (providers.has(type)) return true;
  return [change.before, change.after].some((side) => {
    const { path, role, name } = side ?? {};
    return String(path ?? "").startsWith(rootPath) || roles.includes(String(role ?? (path === undefined ? name : "")));
  });
}

const providers = new Set(["aws_iam_openid_connect_provider", "aws_iam_saml_provider"]);

/** What to tell who planned it: what, who may, and how. */
export function rootText(
  changes: readonly RootChange[],
  environment: string,
  administrators: readonly string[],
): string {
  const many = changes.length === 1 ? "1 change" : `${changes.length} changes`;
  return [
    `identity: ${many} of the root of trust, which no deployer may make [PLAN_ROOT_OF_TRUST]`,
    ...changes.map(({ address, verb }) => `  - ${verb} ${address}`),
    "Nothing was applied. A root administrator applies it, with credentials of one of:",
    ...administrators.map((arn) => `  ${arn}`),
    `by: ENVIRONMENT=${environment} npx cdktf deploy identity`,
    "",
  ].join("\n");
}

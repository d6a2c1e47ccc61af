import type { RoleFile } from "../../constructs/permissions/identity-roles";
import { permissionFile } from "../../constructs/permissions/permission-files";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { type DeployerAction, type DeployerRole, deployerRoles } from "../../constructs/stack/stack-id";
import { otherRoles } from "./other-roles";

/** A role with all that says what it may do. */
export interface Role extends RoleFile {
  /** The stack that a deployer deploys, or the kind of another role, as its boundary is called. */
  readonly stack: string;
  /** `plan`, `apply` or `review` of a deployer, or the last part of another role's name. */
  readonly role: string;
}

/** A deployer's role. */
export interface Deployer extends Role {
  readonly role: DeployerRole;
}

/** A file of `cdktf.out/permissions/`, as far as roles go. */
export type PermissionFile = { readonly stack: string } & Readonly<Record<DeployerAction, RoleFile>> & {
    /** @default - the environment has none, or the file is older than they are */
    readonly review?: RoleFile;
  };

/** The deployers' roles of all stacks, as identity declares them. */
export function rolesOf(app: PlatformApp): readonly Deployer[] {
  const [identity] = app.resolveAll();
  return identity ? app.stacks.flatMap(({ id }) => rolesIn(permissionFile(identity, id, undefined))) : [];
}

/** All roles that identity declares: the deployers' first. */
export function allRolesOf(app: PlatformApp): readonly Role[] {
  const [identity] = app.resolveAll();
  if (!identity) return [];
  const { prefix } = identity.stack.names;
  const { partition, accountId } = app.environment.aws;
  return [...rolesOf(app), ...otherRoles(identity.elements, prefix, `arn:${partition}:iam::${accountId}`)];
}

export function rolesIn(file: PermissionFile): readonly Deployer[] {
  return deployerRoles.flatMap((role) => {
    const found = file[role];
    if (!found) return [];
    const { roleArn, policies, trust, boundary } = found;
    return [{ stack: file.stack, role, roleArn, policies, trust, boundary }];
  });
}

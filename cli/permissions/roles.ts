import type { PolicyDocument } from "../../constructs/identity/policy-document";
import { permissionFile } from "../../constructs/permissions/permission-files";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { type DeployerAction, deployerActions, type StackId, stackIds } from "../../constructs/stack/stack-id";

/** A deployer's role with all that says what it may do. */
export interface Role {
  readonly stack: string;
  readonly role: DeployerAction;
  readonly roleArn: string;
  readonly policies: readonly { readonly name: string; readonly document: PolicyDocument }[];
  readonly trust: PolicyDocument;
  readonly boundary: PolicyDocument;
}

/** A file of `cdktf.out/permissions/`, as far as roles go. */
export type PermissionFile = { readonly stack: string } & Readonly<
  Record<DeployerAction, Omit<Role, "stack" | "role">>
>;

/** The twelve deployers' roles, as identity declares them. */
export function rolesOf(app: PlatformApp): readonly Role[] {
  const [identity] = app.resolveAll();
  return identity ? stackIds.flatMap((id: StackId) => rolesIn(permissionFile(identity, id, undefined))) : [];
}

export function rolesIn(file: PermissionFile): readonly Role[] {
  return deployerActions.map((role) => {
    const { roleArn, policies, trust, boundary } = file[role];
    return { stack: file.stack, role, roleArn, policies, trust, boundary };
  });
}

import fs from "node:fs";
import path from "node:path";
import type { Declared } from "../../constructs/permissions/identity-roles";
import type { CommandShell } from "../command";
import type { Revision } from "../revision";
import { outputOfRevision, unusable } from "../synthesized-revision";
import { otherRoles } from "./other-roles";
import { type PermissionFile, type Role, rolesIn } from "./roles";

const command = "permissions diff";

/** The roles of another revision, as its own sources derive them. */
export async function rolesAt(revision: Revision, shell: CommandShell): Promise<readonly Role[]> {
  const outdir = await outputOfRevision(revision, shell, command);
  const deployers = rolesBelow(revision, path.join(outdir, "permissions"));
  return [...deployers, ...othersBelow(outdir, deployers)];
}

/** The other roles, from what Terraform gets: they stand in no file of permissions. */
function othersBelow(outdir: string, [deployer]: readonly Role[]): readonly Role[] {
  const file = path.join(outdir, "stacks", "identity", "cdk.tf.json");
  if (!deployer || !fs.existsSync(file)) return [];
  const { resource } = JSON.parse(fs.readFileSync(file, "utf8")) as { resource: Resources };
  const elements = Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).map(([name, body]) => ({ type, address: `${type}.${name}`, body })),
  );
  const [account = ""] = deployer.roleArn.split(":role/");
  const prefix = nameOf(deployer).slice(0, -`-${deployer.stack}-${deployer.role}`.length);
  return otherRoles(elements, prefix, account);
}

type Resources = Readonly<Record<string, Readonly<Record<string, Declared["body"]>>>>;

function nameOf({ roleArn }: Role): string {
  return roleArn.split("/").at(-1) ?? roleArn;
}

function rolesBelow(revision: Revision, folder: string): readonly Role[] {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
  const files = names.map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"))).filter(isRoleFile);
  if (files.length > 0) return files.flatMap(rolesIn);
  throw unusable(
    revision,
    command,
    "writes no permissions; it is older than their derivation, or newer than this command",
  );
}

function isRoleFile(file: unknown): file is PermissionFile {
  const { plan, apply } = (file ?? {}) as Partial<PermissionFile>;
  return [plan, apply].every((role) => Array.isArray(role?.policies) && role.trust && role.boundary);
}

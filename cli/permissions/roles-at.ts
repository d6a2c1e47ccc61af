import fs from "node:fs";
import path from "node:path";
import type { Declared } from "../../constructs/permissions/identity-roles";
import { CommandError, type CommandShell } from "../command";
import type { Revision } from "../revision";
import { synthesizeRevision } from "../synthesized-revision";
import { otherRoles } from "./other-roles";
import { type PermissionFile, type Role, rolesIn } from "./roles";

/** The roles of another revision, as its own sources derive them. */
export async function rolesAt(revision: Revision, shell: CommandShell): Promise<readonly Role[]> {
  const { status, stderr, outdir } = await synthesizeRevision(revision, shell);
  if (status !== 0) throw unusable(revision, `can't be synthesized${otherPackages(revision)}:\n${firstLines(stderr)}`);
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
  throw unusable(revision, "writes no permissions; it is older than their derivation, or newer than this command");
}

function isRoleFile(file: unknown): file is PermissionFile {
  const { plan, apply } = (file ?? {}) as Partial<PermissionFile>;
  return [plan, apply].every((role) => Array.isArray(role?.policies) && role.trust && role.boundary);
}

/** A likely cause: the revision was written for other packages than it is run with. */
function otherPackages({ folder }: Revision): string {
  const lock = (place: string) => fs.readFileSync(path.join(place, "package-lock.json"), "utf8");
  try {
    const here = path.dirname(fs.realpathSync(path.join(folder, "node_modules")));
    return lock(folder) === lock(here)
      ? ""
      : " with this checkout's packages, which are not those of its package-lock.json";
  } catch {
    return "";
  }
}

function unusable({ ref, commit }: Revision, problem: string): CommandError {
  return new CommandError(`platform permissions diff: ${ref} (${commit.slice(0, 7)}) ${problem}`);
}

function firstLines(text: string): string {
  const lines = text.trim().split("\n");
  return [...lines.slice(0, 12), ...(lines.length > 12 ? ["…"] : [])].join("\n");
}

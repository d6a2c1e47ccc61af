import { type Declared, IdentityRoles } from "../../constructs/permissions/identity-roles";
import type { Role } from "./roles";

/** The kinds of roles that are no deployers', as their boundaries are called. */
export const roleKinds: readonly string[] = ["people", "pipelines", "controllers", "workloads"];

/** By the part of the path that follows the environment's. Of those in the root, only deployers are no people's. */
const kinds: Readonly<Record<string, string>> = {
  apps: "workloads",
  cluster: "controllers",
  controllers: "controllers",
  people: "people",
  pipelines: "pipelines",
  root: "people",
  runners: "controllers",
  secrets: "workloads",
  services: "controllers",
};

/**
 * Roles of people, of app teams' pipelines, of what makes the cluster run and of apps, by kind and by the last part of
 * their names. `account`: what their ARNs begin with, such as `arn:aws:iam::111122223333`.
 */
export function otherRoles(elements: readonly Declared[], prefix: string, account: string): readonly Role[] {
  const declared = new IdentityRoles(elements);
  // Identity's own lie in the root, as those of people who break the glass.
  const isDeployer = (name: string, path: string) =>
    path.endsWith("/deployers/") || (path.endsWith("/root/") && name.startsWith(`${prefix}-identity-`));
  return declared
    .all()
    .filter(({ name, path }) => !isDeployer(name, path))
    .map(({ name, path }): Role => {
      const stack = kinds[path.split("/")[3] ?? ""] ?? "workloads";
      return { stack, role: name.slice(prefix.length + 1), ...declared.file(name, `${account}:role${path}${name}`) };
    })
    .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
}

function orderOf({ stack, role }: Role): string {
  return `${roleKinds.indexOf(stack)} ${role}`;
}

import type { PeopleRole } from "../names";
import type { DeployerRole, ShardId, StackId } from "../stack/stack-id";
import type { Access } from "./access-entries";
import { groups } from "./access-groups";

/** The stacks that declare objects inside the cluster. */
const clusterStacks = [
  "kubernetes-cluster",
  "cluster-services",
  "app-services",
  "apps",
] as const satisfies readonly StackId[];

/** These install controllers and cluster roles, so that whatever they are given, they can give themselves the rest. */
const administrators: readonly StackId[] = ["kubernetes-cluster", "cluster-services", "app-services"];

export interface PlatformRoles {
  readonly deployer: (stack: StackId, role: DeployerRole) => string;
  /** Which roles each stack's deployers have. */
  readonly deployerRoles: readonly DeployerRole[];
  readonly person: (role: PeopleRole) => string;
  readonly developer: (team: string) => string;
  /** By `<team>` or `<team>/<app>`. */
  readonly pipeline: (key: string) => string;
  /** People's roles that exist: identity makes none for which nobody is listed. */
  readonly people: readonly PeopleRole[];
  /** Stacks of teams' own apps. */
  readonly shards: readonly ShardId[];
  /** Teams that have a developers' role. */
  readonly teams: readonly string[];
  /** Pipelines of app teams, by `<team>` or `<team>/<app>`. */
  readonly pipelines: readonly string[];
}

/** Id of a deployer's access entry. */
export function deployerEntry(stack: StackId, role: DeployerRole): string {
  return `${stack}-${role}`;
}

/** Who gets into the cluster, and with what: three apply roles and break-glass as administrators, all others by group. */
export function platformAccess(roles: PlatformRoles): readonly Access[] {
  return [
    ...[...clusterStacks, ...roles.shards].flatMap((stack) => {
      return roles.deployerRoles.map((role) => deployerAccess(roles, stack, role));
    }),
    ...roles.people.flatMap((role) => personAccess(roles, role)),
    ...roles.teams.map((team): Access => {
      return { id: `developers-${team}`, roleArn: roles.developer(team), rights: { group: groups.developers(team) } };
    }),
    ...roles.pipelines.map((key) => pipelineAccess(roles, key)),
  ];
}

/** Database administrators have nothing to do in the cluster, and no entry. */
function personAccess(roles: PlatformRoles, role: PeopleRole): readonly Access[] {
  if (role === "database-administrator") return [];
  const rights = role === "break-glass" ? { administrator: true as const } : { group: groups.people(role) };
  return [{ id: role, roleArn: roles.person(role), rights }];
}

/** A pipeline looks at its team's namespace, whether it serves one app or all. */
function pipelineAccess(roles: PlatformRoles, key: string): Access {
  const [team = "", app] = key.split("/");
  const id = app === undefined ? `pipeline-${team}` : `app-pipeline-${team}-${app}`;
  return { id, roleArn: roles.pipeline(key), rights: { group: groups.pipelines(team) } };
}

/** Who plans for a review sees what a plan sees. */
function deployerAccess(roles: PlatformRoles, stack: StackId, role: DeployerRole): Access {
  const administrator = role === "apply" && administrators.includes(stack);
  return {
    id: deployerEntry(stack, role),
    roleArn: roles.deployer(stack, role),
    rights: administrator
      ? { administrator: true }
      : { group: groups.deployer(stack, role === "review" ? "plan" : role) },
  };
}

import {
  type Deployed,
  podIdentity,
  readEverything,
  readPodIdentity,
  type StackPermissions,
} from "./stack-permissions";

/** In AWS, an app's only trace in this stack is which role its pods get. */
export function apps(deployed: Deployed): StackPermissions {
  const { names, teams, partition, accountId } = deployed;
  const roles = teams.map((team) => `arn:${partition}:iam::${accountId}:role${names.teamRolePath("apps", team)}*`);
  return {
    reads: [readEverything(...readPodIdentity)],
    writes: roles.length > 0 ? { pods: podIdentity(deployed, roles) } : {},
  };
}

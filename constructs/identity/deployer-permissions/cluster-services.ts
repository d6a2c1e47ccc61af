import {
  type Deployed,
  logGroups,
  podIdentity,
  readEverything,
  readLogGroups,
  readPodIdentity,
  type StackPermissions,
} from "./stack-permissions";

/** Log groups, and the role of what fills them. */
export function clusterServices(deployed: Deployed): StackPermissions {
  const { names } = deployed;
  return {
    reads: [readEverything(...readLogGroups, ...readPodIdentity)],
    writes: {
      logs: logGroups(deployed, names.logGroup("*")),
      pods: podIdentity(deployed, [names.controllerRoleArn("fluent-bit")]),
    },
  };
}

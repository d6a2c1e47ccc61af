import type { Names } from "../names";

/** ARNs of the roles of machines, which stand in instance profiles. */
export function machineRoles(names: Names): readonly string[] {
  return [names.clusterRoleArn("node"), names.runnerRoleArn];
}

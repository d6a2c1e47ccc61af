import type { PeopleRole } from "../names";
import type { DeployerAction, StackId } from "../stack/stack-id";

/**
 * Kubernetes groups that access entries put roles into and role bindings give rights to. EKS takes no group that
 * starts with `system:`, `eks:`, `aws:`, `amazon:` or `iam:`.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 */
export const groups = {
  deployer: (stack: StackId, action: DeployerAction): string => `strata:${action}:${stack}`,
  developers: (team: string): string => `strata:developers:${team}`,
  pipelines: (team: string): string => `strata:pipelines:${team}`,
  people: (role: PeopleRole): string => `strata:people:${role}`,
};

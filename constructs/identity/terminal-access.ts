import type { DeployerRole, StackId } from "../stack/stack-id";

export interface TerminalAccess {
  readonly rootAdministrators: readonly string[];
  readonly operators: readonly string[];
  /** Whether a pipeline deploys this environment. */
  readonly pipeline: boolean;
}

/**
 * Who may take a deployer's role from a terminal (`DEPLOY_AS`), in the safe reading:
 * - identity's own: root administrators alone, who apply it first and destroy it last;
 * - the other roles that plan, for a review or not: operators as well, since they only read;
 * - the other apply roles: operators only where no pipeline deploys. Where one does, a terminal would pass its reviews
 *   by, so that is left to root administrators, as breaking the glass is.
 */
export function terminalAccess(access: TerminalAccess, stack: StackId, role: DeployerRole): readonly string[] {
  const { rootAdministrators, operators, pipeline } = access;
  const openToOperators = stack !== "identity" && (role !== "apply" || !pipeline);
  return openToOperators ? [...rootAdministrators, ...operators] : rootAdministrators;
}

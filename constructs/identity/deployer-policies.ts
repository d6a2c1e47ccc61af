import type { DeployerAction, StackId } from "../stack/stack-id";
import type { Deployed } from "./deployer-permissions/stack-permissions";
import { permissionTables } from "./deployer-permissions/tables";
import { Grants } from "./grants";
import { type Policies, policyDocument, type Statement } from "./policy-document";
import { type StateAccess, statePermissions } from "./state-permissions";

export interface DeployerPoliciesProps extends Omit<Deployed, "grants"> {
  /** Name of the environment. */
  readonly environment: string;
  /** @default - states are not in S3 */
  readonly states: Readonly<Record<StackId, StateAccess>> | undefined;
}

/**
 * The policies of one deployer, from the tables written by hand. Plan: reads and the state. Apply: the same, the state's
 * writing, and what the stack writes. This is the one place that the derived permissions take over from.
 */
export function deployerPolicies(props: DeployerPoliciesProps, stack: StackId, action: DeployerAction): Policies {
  const grants = new Grants(props.names, props.environment, stack);
  const { reads, writes } = permissionTables[stack]({ ...props, grants });
  const state = props.states?.[stack];
  const parts: Readonly<Record<string, readonly Statement[]>> = {
    read: reads,
    ...(state && { state: statePermissions(state, action) }),
    ...(action === "apply" && writes),
  };
  return Object.fromEntries(Object.entries(parts).map(([part, statements]) => [part, policyDocument(...statements)]));
}

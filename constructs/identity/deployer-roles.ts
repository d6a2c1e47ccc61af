import type { Environment } from "../../environments/schema/environment";
import { type DeployerRole, deployerActions, deployerRoles } from "../stack/stack-id";

/**
 * The roles that each stack of an environment has. HCP Terraform takes one role to plan and one to apply, and plans a pull
 * request without a lock of its own accord: there, nothing could take a role for reviews.
 * https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration
 */
export function deployerRolesOf({ state }: Pick<Environment, "state">): readonly DeployerRole[] {
  return state.kind === "hcp-terraform" ? deployerActions : deployerRoles;
}

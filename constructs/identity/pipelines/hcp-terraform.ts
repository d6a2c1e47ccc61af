import type { StackId } from "../../stack/stack-id";
import type { Pipeline } from "../trust/pipeline-trust";

export interface HcpTerraformProps {
  readonly hostname: string;
  readonly organization: string;
  readonly project: string;
  readonly provider: "create" | "existing";
  /** Name of a stack's workspace. */
  workspace(stack: StackId): string;
}

/**
 * HCP Terraform's workload identity: one workspace for each stack, one role for each phase of a run.
 * Source: HCP Terraform docs, "Use dynamic credentials with the AWS provider".
 */
export function hcpTerraform(props: HcpTerraformProps): Pipeline {
  const { hostname, organization, project, provider } = props;
  return {
    issuer: { id: "hcp-terraform", sid: "HcpTerraform", host: hostname, audience: "aws.workload.identity", provider },
    subject: ({ stack, role }) =>
      `organization:${organization}:project:${project}:workspace:${props.workspace(stack)}:run_phase:${role}`,
  };
}

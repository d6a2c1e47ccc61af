/**
 * The attributes of a workspace as HCP Terraform answers them, but for permissions and statistics.
 * hashicorp/terraform-docs-common, website/docs/partials/api-code-blocks/workspace.mdx, fe7f84b7; `project-remote-state` is
 * of hashicorp/go-tfe, workspace.go, v1.104.0.
 */
export const workspaceAttributes = {
  "allow-destroy-plan": true,
  "assessments-enabled": false,
  "auto-apply": false,
  "auto-apply-run-trigger": false,
  "auto-destroy-at": null,
  "auto-destroy-activity-duration": null,
  description: null,
  "execution-mode": "remote",
  "file-triggers-enabled": true,
  "global-remote-state": false,
  "project-remote-state": false,
  locked: false,
  "queue-all-runs": false,
  "speculative-enabled": true,
  "terraform-version": "1.14.0",
  "working-directory": null,
  "setting-overwrites": { "execution-mode": false, "agent-pool": false },
};

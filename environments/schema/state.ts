import { z } from "zod";
import { text } from "./field";
import { knownRegion } from "./rules/values/region";
import {
  bucketPrefix,
  hcpAgentPool,
  hcpHostname,
  hcpNotificationOpen,
  hcpNotificationUrl,
  hcpOrganization,
  hcpProject,
  hcpTerraformVersion,
  stateFolder,
  stateFolderFree,
} from "./rules/values/state";

/** Files in a folder beside the sources: for a look at the platform, and for one person. */
const local = z.strictObject({
  kind: z.literal("local"),
  /** Folder of the state files, beside `cdktf.out`. @default "state" */
  folder: text(stateFolder, stateFolderFree).default("state"),
});

/** A bucket and a KMS key for each stack, which `npx platform bootstrap` makes. */
const s3 = z.strictObject({
  kind: z.literal("s3"),
  /** Region of the state buckets. @default - the environment's region */
  region: text(knownRegion).optional(),
  /** First part of every state bucket's name. @default "strata-<environment>-<accountId>" */
  bucketPrefix: text(bucketPrefix).optional(),
});

/** A workspace for each stack, which `npx platform hcp` sets up. */
const hcpTerraform = z.strictObject({
  kind: z.literal("hcp-terraform"),
  /** Organization at HCP Terraform. */
  organization: text(hcpOrganization),
  /** HCP Terraform project that holds the workspaces. */
  project: text(hcpProject),
  /** Host of HCP Terraform, or of a Terraform Enterprise. @default "app.terraform.io" */
  hostname: text(hcpHostname).default("app.terraform.io"),
  /** Whether this environment creates the account's OIDC provider of HCP Terraform. @default "create" */
  provider: z.enum(["create", "existing"]).default("create"),
  /** Terraform of the workspaces' runs, to the patch: what plans today plans tomorrow. @default "1.11.4" */
  terraformVersion: text(hcpTerraformVersion).default("1.11.4"),
  /**
   * Agent pool that runs stacks 3 to 6: its agents reach the Kubernetes API and have the `aws` command.
   * @default - strata-<environment> where runners are in-vpc, else none: HCP Terraform's own workers
   */
  agentPool: text(hcpAgentPool).optional(),
  /** Whether HCP Terraform looks for drift by itself, which not all of its plans have. @default true */
  healthAssessments: z.boolean().default(true),
  /**
   * Webhook that is told of drift and of failed health assessments. It stands here for all to read, so it must not be one
   * that whoever knows it may call. @default - none
   */
  notificationUrl: text(hcpNotificationUrl, hcpNotificationOpen).optional(),
});

/** Where the states lie. */
export const state = z.discriminatedUnion("kind", [local, s3, hcpTerraform]);
export type State = z.output<typeof state>;

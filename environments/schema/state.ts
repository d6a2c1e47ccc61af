import { z } from "zod";
import { text } from "./field";
import { knownRegion } from "./rules/values/region";
import {
  bucketPrefix,
  hcpHostname,
  hcpOrganization,
  hcpProject,
  stateFolder,
  stateFolderFree,
} from "./rules/values/state";

const local = z.strictObject({
  kind: z.literal("local"),
  /** Folder of the state files, beside `cdktf.out`. @default "state" */
  folder: text(stateFolder, stateFolderFree).default("state"),
});

const s3 = z.strictObject({
  kind: z.literal("s3"),
  /** Region of the state buckets. @default - the environment's region */
  region: text(knownRegion).optional(),
  /** First part of every state bucket's name. @default "strata-<environment>-<accountId>" */
  bucketPrefix: text(bucketPrefix).optional(),
});

const hcpTerraform = z.strictObject({
  kind: z.literal("hcp-terraform"),
  organization: text(hcpOrganization),
  /** HCP Terraform project that holds the six workspaces. */
  project: text(hcpProject),
  /** @default "app.terraform.io" */
  hostname: text(hcpHostname).default("app.terraform.io"),
  /** Whether this environment creates the account's OIDC provider of HCP Terraform. @default "create" */
  provider: z.enum(["create", "existing"]).default("create"),
});

/** Where the six states lie. */
export const state = z.discriminatedUnion("kind", [local, s3, hcpTerraform]);
export type State = z.output<typeof state>;

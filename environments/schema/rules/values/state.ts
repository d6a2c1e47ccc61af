import { valueRule } from "../value-rule";

/** The state of one environment stays in the checkout. */
export const stateFolder = valueRule<string>({
  code: "ENV_STATE_FOLDER",
  states: "the folder of local states is a relative path inside the repository",
  fix: 'write it as in "state"',
  allows: (value) => /^[\w.-]+(\/[\w.-]+)*$/.test(value) && !value.split("/").some((part) => /^\.{1,2}$/.test(part)),
});

/** Among them what is written anew: `cdktf.out` by every synth, `node_modules` by every installation. */
const ownFolders: readonly string[] = [
  ...["stacks", "constructs", "environments", "cli", "docs", "bench", "__tests__"],
  ...["node_modules", "cdktf.out", "coverage", ".git", ".github", ".ci"],
];

export const stateFolderFree = valueRule<string>({
  code: "ENV_STATE_FOLDER_TAKEN",
  states: `states do not lie in the repository's own folders, which are ${ownFolders.join(", ")}`,
  fix: 'choose a folder of their own, as in "state"',
  // Some file systems take Stacks for stacks.
  allows: (value) => !ownFolders.includes(value.replace(/\/.*$/, "").toLowerCase()),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; dots break TLS on virtual-hosted names. */
export const bucketPrefix = valueRule<string>({
  code: "ENV_BUCKET_PREFIX",
  states: "the prefix of bucket names has lower-case letters, digits and inner hyphens, and none of S3's own prefixes",
  fix: "write it as in tideline-terraform-prod; xn--, sthree- and amzn-s3-demo- are S3's own",
  allows: (value) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(value) && !/^(xn--|sthree-|amzn-s3-demo-)/.test(value),
});

/** https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/organizations. A `*` would widen the trust of the roles. */
export const hcpOrganization = valueRule<string>({
  code: "ENV_HCP_ORGANIZATION",
  states: "the name of an HCP Terraform organization has 3 to 40 letters, digits, hyphens and underscores",
  fix: "write the name as it stands in the address app.terraform.io/app/<organization>",
  allows: (value) => /^[A-Za-z0-9][A-Za-z0-9_-]{2,39}$/.test(value),
});

/** https://developer.hashicorp.com/terraform/cloud-docs/projects/manage. A `*` would widen the trust of the roles. */
export const hcpProject = valueRule<string>({
  code: "ENV_HCP_PROJECT",
  states: "the name of an HCP Terraform project has 3 to 40 letters, digits, inner spaces, hyphens and underscores",
  fix: 'write the name as HCP Terraform shows it, as in "Platform"',
  allows: (value) => /^[A-Za-z0-9_-][A-Za-z0-9 _-]{1,38}[A-Za-z0-9_-]$/.test(value),
});

export const hcpHostname = valueRule<string>({
  code: "ENV_HCP_HOSTNAME",
  states: "the host of HCP Terraform is a lower-case host name without scheme, port and path",
  fix: 'write "app.terraform.io", or the host of your Terraform Enterprise',
  allows: (value) => /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?$/.test(value),
});

/** Older ones know no lock files in S3, and so the platform's configuration refuses them. */
export const hcpTerraformVersion = valueRule<string>({
  code: "ENV_HCP_TERRAFORM_VERSION",
  states: "the Terraform of the workspaces is one version, 1.10.0 or newer",
  fix: 'write it to the patch, as in "1.11.4"',
  allows: (value) => /^1\.[1-9]\d+\.\d+$/.test(value),
});

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/agents, create an agent pool. */
export const hcpAgentPool = valueRule<string>({
  code: "ENV_HCP_AGENT_POOL",
  states: "the name of an agent pool has letters, digits, hyphens and underscores",
  fix: "write the name as HCP Terraform shows it under Settings, Agents",
  allows: (value) => /^[\w-]{1,90}$/.test(value),
});

export const hcpNotificationUrl = valueRule<string>({
  code: "ENV_HCP_NOTIFICATION_URL",
  states: "the webhook for drift is https with a host and a path",
  fix: "write it as in https://hooks.tideline.example/drift",
  allows: (value) => /[?#@]/.test(value) || /^https:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[\w.~/-]*)?$/i.test(value),
});

/** Users, queries and fragments are where addresses carry secrets. */
export const hcpNotificationOpen = valueRule<string>({
  code: "ENV_HCP_NOTIFICATION_SECRET",
  states: "the webhook for drift stands here for all to read, so it has no user, query and fragment",
  fix: "have a receiver that needs no secret, as in https://hooks.tideline.example/drift, pass it on",
  allows: (value) => !/[?#@]/.test(value),
  hidden: true,
});

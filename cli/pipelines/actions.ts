/**
 * The actions that the workflows use, each by the commit of a release: a tag can be moved, a commit can't. Dependabot and
 * Renovate keep commit and comment in step.
 * Sources: the tags of each action's repository on GitHub.
 */
export const actions = {
  checkout: "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
  setupNode: "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0",
  setupTerraform: "hashicorp/setup-terraform@dfe3c3f87815947d99a8997f908cb6525fc44e9e # v4.0.1",
  credentials: "aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3",
  upload: "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
  download: "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
} as const;

/** The newest that the suites with Terraform were run with. */
export const terraformVersion = "1.11.4";

/** Long-term support, and what `engines` in package.json allows. */
export const nodeVersion = "22";

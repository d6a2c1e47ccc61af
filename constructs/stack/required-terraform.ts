/** Older ones know no lock files in S3. The same stands in cdktf.json, which the CDKTF command goes by. */
export const requiredTerraform = ">=1.10.0";

/**
 * What the stacks are to run on, for CDK Terrain, which holds what they use against it. Its command would say so from
 * cdktf.json; synthesis runs without. cdktf 0.21 does not ask. OpenTofu has locked by files in S3 since 1.10, too:
 * https://opentofu.org/docs/v1.10/intro/whats-new/
 */
export const targetVersions = { terraform: requiredTerraform, opentofu: requiredTerraform } as const;

/**
 * Has Terraform refuse to run in a stack's folder when it is too old. In a file of its own, since checkov 3.3 reads no
 * `cdk.tf.json` whose terraform block has anything but blocks in it.
 */
export const versionsFile = {
  file: "versions.tf",
  text: `terraform {\n  required_version = "${requiredTerraform}"\n}\n`,
} as const;

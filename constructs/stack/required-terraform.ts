/** Older ones know no lock files in S3. The same stands in cdktf.json, which the CDKTF command goes by. */
export const requiredTerraform = ">=1.10.0";

/**
 * Has Terraform refuse to run in a stack's folder when it is too old. In a file of its own, since checkov 3.3 reads no
 * `cdk.tf.json` whose terraform block has anything but blocks in it.
 */
export const versionsFile = {
  file: "versions.tf",
  text: `terraform {\n  required_version = "${requiredTerraform}"\n}\n`,
} as const;

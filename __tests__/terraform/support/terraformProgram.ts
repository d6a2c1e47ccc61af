/**
 * What these suites run for Terraform: `terraform`, or what the variable of the CDKTF command names, such as `tofu`. Tools
 * that a suite starts read the same variable.
 */
export function terraformProgram(): string {
  return process.env.TERRAFORM_BINARY_NAME || "terraform";
}

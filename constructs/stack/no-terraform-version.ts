import { ValidateTerraformVersion } from "cdktf/lib/validations/validate-terraform-version";

/**
 * Where a stack has a `cloud` block, an import or a move, cdktf runs `terraform version` in the middle of synthesis, once
 * for each of them, and stops when there is none. Synthesis needs no Terraform, and whoever runs one later may have
 * another: that one refuses what it does not know by itself.
 */
Object.assign(ValidateTerraformVersion.prototype, { validate: () => [] });

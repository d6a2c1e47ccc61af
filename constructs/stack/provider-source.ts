import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** CDKTF writes a bare `aws` as source, which OpenTofu would look for in its own registry. */
export function qualifyProviderSource(scope: Construct, provider: "aws" | "kubernetes" | "helm"): void {
  const source = `registry.terraform.io/hashicorp/${provider}`;
  TerraformStack.of(scope).addOverride(`terraform.required_providers.${provider}.source`, source);
}

import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const names = ["aws", "kubernetes", "helm"] as const;

/** A block of `required_providers`, by the provider's name. */
export type RequiredProviders = Readonly<Record<string, { readonly source: string; readonly version: string }>>;

/** The three providers in the versions of the bindings, from Terraform's registry as in the stacks. */
export function requiredProviders(): RequiredProviders {
  const required = names.map((name) => {
    const { cdktf } = JSON.parse(fs.readFileSync(require.resolve(`@cdktf/provider-${name}/package.json`), "utf8")) as {
      cdktf: { provider: { name: string; version: string } };
    };
    return [name, { source: cdktf.provider.name, version: cdktf.provider.version }];
  });
  return Object.fromEntries(required);
}

/** A configuration whose plan starts a provider and asks no cloud anything. */
export function probeConfiguration(required: RequiredProviders): object {
  const offline = {
    skip_credentials_validation: true,
    skip_requesting_account_id: true,
    skip_metadata_api_check: "true",
  };
  return {
    terraform: { required_providers: required },
    provider: { aws: { region: "eu-central-1", ...offline } },
    data: { aws_partition: { this: {} } },
  };
}

/** What decides where Terraform takes providers from, on this machine. */
export function cliConfig(): { readonly text: string; readonly usesMirror: boolean } {
  const file = process.env.TF_CLI_CONFIG_FILE ?? path.join(os.homedir(), ".terraformrc");
  const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  return { text, usesMirror: /\b(filesystem|network)_mirror\s*\{/.test(text) };
}

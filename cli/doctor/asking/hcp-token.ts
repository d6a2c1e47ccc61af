import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/**
 * The token that Terraform would take for a host, from the places where it looks: a variable, its configuration, and what
 * `terraform login` has stored. Credential helpers are not asked. Never printed.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#credentials
 */
export function hcpToken(hostname: string, env: NodeJS.ProcessEnv): string | undefined {
  const variable = env[`TF_TOKEN_${hostname.replaceAll("-", "__").replaceAll(".", "_")}`];
  return variable || inConfiguration(hostname, env) || stored(hostname, env);
}

function inConfiguration(hostname: string, env: NodeJS.ProcessEnv): string | undefined {
  const text = contentOf(env.TF_CLI_CONFIG_FILE ?? path.join(homeOf(env), ".terraformrc"));
  const host = hostname.replaceAll(".", "\\.");
  return new RegExp(`credentials\\s+"${host}"\\s*\\{[^}]*?token\\s*=\\s*"([^"]+)"`).exec(text)?.[1];
}

function stored(hostname: string, env: NodeJS.ProcessEnv): string | undefined {
  const text = contentOf(path.join(homeOf(env), ".terraform.d", "credentials.tfrc.json"));
  try {
    return JSON.parse(text).credentials?.[hostname]?.token;
  } catch {
    return undefined;
  }
}

function contentOf(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
}

function homeOf(env: NodeJS.ProcessEnv): string {
  return env.HOME ?? os.homedir();
}

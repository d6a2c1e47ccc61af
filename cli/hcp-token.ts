import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/**
 * The token that Terraform would take for a host of HCP Terraform: of a variable `TF_TOKEN_…`, else of its configuration
 * file, else what `terraform login` has stored. Credential helpers are not asked. It is never shown.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#credentials
 */
export function storedToken(hostname: string, env: NodeJS.ProcessEnv): string | undefined {
  return (inVariable(hostname, env) ?? inConfiguration(hostname, env) ?? stored(hostname, env))?.trim() || undefined;
}

/** Whether it could stand in a header: where it could not, the error of whoever tries would show it, or be none of ours. */
export function isToken(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/** Hyphens stand as they are or as two underscores, and case does not matter. */
function inVariable(hostname: string, env: NodeJS.ProcessEnv): string | undefined {
  const hostOf = (name: string) => name.slice("TF_TOKEN_".length).replaceAll("__", "-").replaceAll("_", ".");
  const name = Object.keys(env).find((key) => key.startsWith("TF_TOKEN_") && hostOf(key).toLowerCase() === hostname);
  return name === undefined ? undefined : env[name] || undefined;
}

function inConfiguration(hostname: string, env: NodeJS.ProcessEnv): string | undefined {
  const text = contentOf(env.TF_CLI_CONFIG_FILE ?? path.join(homeOf(env), ".terraformrc"));
  const host = hostname.replaceAll(".", "\\.");
  return new RegExp(`^\\s*credentials\\s+"${host}"\\s*\\{[^}]*?\\btoken\\s*=\\s*"([^"]+)"`, "m").exec(text)?.[1];
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
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function homeOf(env: NodeJS.ProcessEnv): string {
  return env.HOME ?? os.homedir();
}

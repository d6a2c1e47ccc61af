import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CommandError } from "../command";

/**
 * The token that Terraform would take for a host: of a variable `TF_TOKEN_…`, else of its configuration file, else what
 * `terraform login` has stored. Credential helpers are not asked. It is never shown.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#credentials
 */
export function tokenOf(hostname: string, env: NodeJS.ProcessEnv): string {
  const token = (inVariable(hostname, env) ?? inConfiguration(hostname, env) ?? stored(hostname, env))?.trim();
  if (!token) throw noToken(hostname);
  // Where it could not stand in a header, the error of whoever tries would show it.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new CommandError(
      `platform hcp: the token for ${hostname} has characters that no token has; renew it with terraform login ${hostname}`,
    );
  }
  return token;
}

export function variableOf(hostname: string): string {
  return `TF_TOKEN_${hostname.replaceAll("-", "__").replaceAll(".", "_")}`;
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

function noToken(hostname: string): CommandError {
  return new CommandError(
    `platform hcp: there is no token for ${hostname}; run terraform login ${hostname}, or set ${variableOf(hostname)}`,
  );
}

import { CommandError } from "../command";
import { isToken, storedToken } from "../hcp-token";

/** The token for a host, or what to do where there is none. */
export function tokenOf(hostname: string, env: NodeJS.ProcessEnv): string {
  const token = storedToken(hostname, env);
  if (!token) throw noToken(hostname);
  if (!isToken(token)) {
    throw new CommandError(
      `platform hcp: the token for ${hostname} has characters that no token has; renew it with terraform login ${hostname}`,
    );
  }
  return token;
}

function variableOf(hostname: string): string {
  return `TF_TOKEN_${hostname.replaceAll("-", "__").replaceAll(".", "_")}`;
}

function noToken(hostname: string): CommandError {
  return new CommandError(
    `platform hcp: there is no token for ${hostname}; run terraform login ${hostname}, or set ${variableOf(hostname)}`,
  );
}

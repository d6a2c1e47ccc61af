import type { StackId } from "../../../../constructs/stack/stack-id";
import type { State } from "../../../../environments/schema/state";
import { isToken, storedToken } from "../../../hcp-token";
import { type Line, ok, problem, skipped, warning } from "../../check";
import type { Context } from "../../context";

/**
 * A state in its workspace: the workspace is there, and the token sees it.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#show-workspace
 */
export async function hcpTerraformState(
  { app, env, web }: Context,
  stack: StackId,
  { hostname, organization }: Extract<State, { kind: "hcp-terraform" }>,
): Promise<readonly Line[]> {
  const token = storedToken(hostname, env);
  if (token === undefined)
    return [problem(`${stack}: there is no token for ${hostname}`, `run terraform login ${hostname}`)];
  if (!isToken(token)) {
    return [
      problem(
        `${stack}: the token for ${hostname} has characters that no token has`,
        `renew it: terraform login ${hostname}`,
      ),
    ];
  }
  const workspace = app.stack(stack).names.workspace(stack);
  const answer = await web.get(`https://${hostname}/api/v2/organizations/${organization}/workspaces/${workspace}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (answer.kind === "unanswered")
    return [skipped(`${stack}: offline: ${hostname} does not answer from here (${answer.reason})`)];
  const where = `${hostname}/${organization}/${workspace}`;
  if (answer.status === 200) return ofWorkspace(where, answer.body);
  return [refusal(answer.status, where, hostname)];
}

function refusal(status: number, where: string, hostname: string): Line {
  if (status === 401)
    return problem(`${hostname} does not take the token, for ${where}`, `run terraform login ${hostname}`);
  if (status === 404) {
    return problem(
      `there is no ${where}, or the token does not see it`,
      "make the workspace, or take a token of its team",
    );
  }
  return problem(`${where} answers with HTTP status ${status}`, `look at https://status.hashicorp.com`);
}

interface Workspace {
  readonly data?: {
    readonly attributes?: { readonly locked?: boolean; readonly "execution-mode"?: string };
  };
}

function ofWorkspace(where: string, body: string): readonly Line[] {
  const { attributes = {} } = (JSON.parse(body) as Workspace).data ?? {};
  const mode = attributes["execution-mode"] ?? "unknown";
  if (!attributes.locked) return [ok(`${where}, runs are ${mode}`)];
  return [warning(`${where} is locked`, "wait for its run, or unlock it there")];
}

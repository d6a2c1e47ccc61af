import { textOf } from "./api/document";
import { modeOf } from "./changes/modes";
import type { Current } from "./current";
import type { Wanted } from "./wanted";

/** What is no difference and yet worth knowing, since runs would fail or have other rights. */
export function notesOn(wanted: Wanted, current: Current): readonly string[] {
  return [...localIdentity(wanted, current), ...workers(wanted, current), ...strangeVariables(wanted, current)];
}

function localIdentity(wanted: Wanted, current: Current): readonly string[] {
  const [identity] = wanted.workspaces;
  if (!identity || modeOf(identity, current) !== "local") return [];
  return [
    `${identity.name} runs on the machine of whoever calls Terraform: a root administrator applies it there, then npx platform hcp --identity remote`,
  ];
}

/** Whether what runs stacks 3 to 6 can log in to the cluster, as far as the API shows. */
function workers({ agentPool, organization, awsCommand }: Wanted, { agents }: Current): readonly string[] {
  if (agentPool === undefined) {
    if (!awsCommand) return [];
    return [
      'HCP Terraform\'s own workers have no aws command, by which stacks 3 to 6 log in to the cluster: write cluster.login: "token", or name a pool of agents that have it in state.agentPool',
    ];
  }
  if (agents > 0) return [];
  const having = awsCommand ? " that have the aws command" : "";
  return [
    `no agent of the pool ${agentPool} of ${organization} is connected, so runs of stacks 3 to 6 would wait: start some${having}, once the VPC is there`,
  ];
}

/** https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration */
function strangeVariables({ workspaces }: Wanted, current: Current): readonly string[] {
  return workspaces.flatMap(({ name, stack, variables }) => {
    const found = current.workspaces.get(stack)?.variables ?? [];
    const keys = found.filter((item) => textOf(item, "category") === "env").map((item) => textOf(item, "key"));
    const strange = keys.filter((key) => /^(AWS_|TFC_AWS_|TFC_DEFAULT_AWS_)/.test(key) && !(key in variables));
    return strange.map(
      (key) => `${name} has the variable ${key}, which may give its runs other credentials: take it out`,
    );
  });
}

import type { StackId } from "../../constructs/stack/stack-id";
import { CommandError } from "../command";
import type { HcpApi } from "./api/api";
import { type Item, textOf } from "./api/document";
import type { Wanted } from "./wanted";

/** A workspace as HCP Terraform has it. */
export interface CurrentWorkspace {
  readonly item: Item;
  readonly tags: readonly Item[];
  readonly variables: readonly Item[];
  /** Workspaces that may read the state: those that the token's team may see. */
  readonly consumers: readonly Item[];
  /** Run triggers that start runs here. */
  readonly triggers: readonly Item[];
  readonly notifications: readonly Item[];
}

/** What HCP Terraform has of what is wanted. */
export interface Current {
  /** Whether the organization has all its workspaces assessed, whatever they say themselves. */
  readonly assessmentsEnforced: boolean;
  /** @default - it is to be made */
  readonly project?: Item;
  /** @default - it is to be made, or none is wanted */
  readonly agentPool?: Item;
  /** Agents of the pool that wait for runs or are at one. */
  readonly agents: number;
  readonly workspaces: ReadonlyMap<StackId, CurrentWorkspace>;
}

/** Reads it all, and changes nothing. */
export async function currentOf(api: HcpApi, wanted: Wanted): Promise<Current> {
  const path = `/organizations/${wanted.organization}`;
  const organization = await api.find(path);
  if (!organization) throw noOrganization(wanted);
  const agentPool = wanted.agentPool === undefined ? undefined : await poolOf(api, path, wanted.agentPool);
  const project = await projectOf(api, path, wanted.project);
  const workspaces = new Map<StackId, CurrentWorkspace>();
  // One after the other: 30 requests a second are the limit.
  for (const { stack, name } of wanted.workspaces) {
    const item = await api.find(`${path}/workspaces/${name}`);
    if (item) workspaces.set(stack, await partsOf(api, item));
  }
  return {
    assessmentsEnforced: organization.attributes["assessments-enforced"] === true,
    ...(project && { project }),
    ...(agentPool && { agentPool }),
    agents: agentPool ? await agentsOf(api, agentPool) : 0,
    workspaces,
  };
}

async function partsOf(api: HcpApi, item: Item): Promise<CurrentWorkspace> {
  const path = `/workspaces/${item.id}`;
  const [tags, variables, consumers, triggers, notifications] = await Promise.all([
    api.list(`${path}/tag-bindings`),
    api.list(`${path}/vars`),
    // Where all may read the state, this lists all there are and not those that were named.
    item.attributes["global-remote-state"] === true ? [] : api.list(`${path}/relationships/remote-state-consumers`),
    api.list(`${path}/run-triggers?filter%5Brun-trigger%5D%5Btype%5D=inbound`),
    api.list(`${path}/notification-configurations`),
  ]);
  return { item, tags, variables, consumers, triggers, notifications };
}

/** The filter knows no case, but the trust of the roles does. */
async function projectOf(api: HcpApi, path: string, name: string): Promise<Item | undefined> {
  const found = await api.list(`${path}/projects?filter%5Bnames%5D=${encodeURIComponent(name)}`);
  const exact = found.find((project) => textOf(project, "name") === name);
  const similar = found.find((project) => textOf(project, "name").toLowerCase() === name.toLowerCase());
  if (exact || !similar) return exact;
  throw new CommandError(
    `platform hcp: the project is called ${textOf(similar, "name")}, and state.project is ${name}; write it the same, since the roles' trust knows case`,
  );
}

async function poolOf(api: HcpApi, path: string, name: string): Promise<Item | undefined> {
  const pools = await api.list(`${path}/agent-pools?q=${encodeURIComponent(name)}`);
  return pools.find((pool) => textOf(pool, "name") === name);
}

async function agentsOf(api: HcpApi, pool: Item): Promise<number> {
  const agents = await api.list(`/agent-pools/${pool.id}/agents`);
  return agents.filter((agent) => ["idle", "busy"].includes(textOf(agent, "status"))).length;
}

function noOrganization({ hostname, organization }: Wanted): CommandError {
  return new CommandError(
    `platform hcp: ${hostname} has no organization ${organization}, or does not show it to this token; write its name in state.organization, or take a token of a team that may manage its projects and workspaces`,
  );
}

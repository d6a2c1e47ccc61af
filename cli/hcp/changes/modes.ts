import { type Item, related, textOf } from "../api/document";
import type { Change, Row } from "../change";
import type { Current } from "../current";
import type { ExecutionMode, Wanted, WantedWorkspace } from "../wanted";

/** Where runs take place: last of all, since from then on there may be runs. */
export function modeChanges(wanted: Wanted, current: Current): readonly Change[] {
  const differing = wanted.workspaces.flatMap((workspace) => {
    const mode = modeOf(workspace, current);
    return mode === undefined ? [] : modeChange(wanted, current, workspace, mode);
  });
  return [...letIn(wanted, current), ...differing];
}

/** Identity is made in local mode; from then on it runs where it was said to run. */
export function modeOf({ stack, mode }: WantedWorkspace, current: Current): ExecutionMode | undefined {
  if (mode !== undefined) return mode;
  const found = current.workspaces.get(stack);
  return found && textOf(found.item, "execution-mode") !== "local" ? "remote" : "local";
}

function modeChange(wanted: Wanted, current: Current, { stack, name }: WantedWorkspace, mode: ExecutionMode): Change[] {
  const pool = mode === "agent" ? wanted.agentPool : undefined;
  const item = current.workspaces.get(stack)?.item;
  const is = item ? described(item, current) : "local";
  const becomes = pool === undefined ? mode : `agent, pool ${pool}`;
  if (is === becomes) return [];
  const row: Row = { kind: "update", of: name, what: "execution-mode", is, becomes };
  return [
    {
      rows: [row],
      async make(api, made) {
        const attributes = {
          "execution-mode": mode,
          ...(pool !== undefined && { "agent-pool-id": made.idOf("agent-pools", pool) }),
          // Else the organization's default would stand above it.
          "setting-overwrites": { "execution-mode": true, "agent-pool": true },
        };
        await api.update(`/workspaces/${made.idOf("workspaces", name)}`, { type: "workspaces", attributes });
        return undefined;
      },
    },
  ];
}

function described(item: Item, { agentPool }: Current): string {
  const overwrites = item.attributes["setting-overwrites"] as Readonly<Record<string, boolean>> | undefined;
  const mode = textOf(item, "execution-mode");
  if (overwrites?.["execution-mode"] === false) return `${mode}, the organization's default`;
  if (mode !== "agent") return mode;
  const [pool] = related(item, "agent-pool");
  return `agent, pool ${pool?.id === agentPool?.id ? agentPool?.attributes.name : pool?.id}`;
}

/** A pool that is not open to the whole organization refuses workspaces that are not on its list. */
function letIn(wanted: Wanted, current: Current): readonly Change[] {
  const { agentPool: name } = wanted;
  const pool = current.agentPool;
  if (name === undefined || pool?.attributes["organization-scoped"] === true) return [];
  const guests = pool ? related(pool, "allowed-workspaces").map(({ id }) => id) : [];
  const projects = pool ? related(pool, "allowed-projects").map(({ id }) => id) : [];
  if (current.project && projects.includes(current.project.id)) return [];
  const missing = wanted.workspaces.filter((workspace) => {
    const found = current.workspaces.get(workspace.stack);
    return modeOf(workspace, current) === "agent" && !(found && guests.includes(found.item.id));
  });
  if (missing.length === 0) return [];
  return [
    {
      rows: missing.map((one) => ({ kind: "create", of: name, what: "may be used by", becomes: one.name })),
      async make(api, made) {
        const id = made.idOf("agent-pools", name);
        // The list is sent as a whole: what others have added in the meantime stays.
        const now = related(await api.get(`/agent-pools/${id}`), "allowed-workspaces");
        const ours = missing.map((one) => ({ type: "workspaces", id: made.idOf("workspaces", one.name) }));
        const data = [...now, ...ours.filter((one) => !now.some((guest) => guest.id === one.id))];
        await api.update(`/agent-pools/${id}`, {
          ...{ type: "agent-pools", id, attributes: { name, "organization-scoped": false } },
          relationships: { "allowed-workspaces": { data } },
        });
        return undefined;
      },
    },
  ];
}

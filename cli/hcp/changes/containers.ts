import type { Change } from "../change";
import type { Current } from "../current";
import type { Wanted } from "../wanted";

/** The project that holds the workspaces, and the pool of agents that some of them run on. Neither is ever removed. */
export function containerChanges(wanted: Wanted, current: Current): readonly Change[] {
  return [...(current.project ? [] : [newProject(wanted)]), ...poolChanges(wanted, current)];
}

function newProject({ organization, project, environment }: Wanted): Change {
  return {
    rows: [{ kind: "create", of: project, what: "project" }],
    async make(api, made) {
      const attributes = { name: project, description: `Workspaces of the platform, ${environment} among them.` };
      const { id } = await api.create(`/organizations/${organization}/projects`, { type: "projects", attributes });
      made.keep("projects", project, id);
      return undefined;
    },
  };
}

/** Open to no workspace but those that are let in: who runs on an agent is inside the VPC. */
function poolChanges({ organization, agentPool }: Wanted, current: Current): readonly Change[] {
  if (agentPool === undefined || current.agentPool) return [];
  const attributes = { name: agentPool, "organization-scoped": false };
  return [
    {
      rows: [{ kind: "create", of: agentPool, what: "agent pool" }],
      async make(api, made) {
        const { id } = await api.create(`/organizations/${organization}/agent-pools`, {
          type: "agent-pools",
          attributes,
        });
        made.keep("agent-pools", agentPool, id);
        return undefined;
      },
    },
  ];
}

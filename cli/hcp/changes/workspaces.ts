import { related, textOf } from "../api/document";
import type { Change, Row } from "../change";
import type { Current, CurrentWorkspace } from "../current";
import type { Wanted, WantedWorkspace } from "../wanted";

/** Workspaces, their settings and tags. None is ever removed: its state would go with it. */
export function workspaceChanges(wanted: Wanted, current: Current): readonly Change[] {
  return wanted.workspaces.flatMap((workspace) => {
    const found = current.workspaces.get(workspace.stack);
    if (!found) return [newWorkspace(wanted, workspace)];
    return [...movedHome(wanted, current, workspace, found), ...mended(workspace, found), ...tagged(workspace, found)];
  });
}

/** In local mode, so that no run begins before all else is as it should be. */
function newWorkspace({ organization, project }: Wanted, { name, settings, tags }: WantedWorkspace): Change {
  const given = Object.entries(settings).filter(([, value]) => value !== null);
  return {
    rows: [{ kind: "create", of: name, what: "workspace", becomes: `in the project ${project}` }],
    async make(api, made) {
      const { id } = await api.create(`/organizations/${organization}/workspaces`, {
        type: "workspaces",
        attributes: { name, "execution-mode": "local", ...Object.fromEntries(given) },
        relationships: {
          project: { data: { type: "projects", id: made.idOf("projects", project) } },
          "tag-bindings": { data: bindings(tags) },
        },
      });
      made.keep("workspaces", name, id);
      return undefined;
    },
  };
}

/** The roles trust in workspaces of this project alone. */
function movedHome(
  { project }: Wanted,
  current: Current,
  { name }: WantedWorkspace,
  { item }: CurrentWorkspace,
): readonly Change[] {
  const [there] = related(item, "project");
  if (there === undefined || there.id === current.project?.id) return [];
  return [
    {
      rows: [{ kind: "update", of: name, what: "project", is: there.id, becomes: project }],
      async make(api, made) {
        const data = { type: "projects", id: made.idOf("projects", project) };
        await api.update(`/workspaces/${item.id}`, { type: "workspaces", relationships: { project: { data } } });
        return undefined;
      },
    },
  ];
}

function mended({ name, settings }: WantedWorkspace, { item }: CurrentWorkspace): readonly Change[] {
  const different = Object.entries(settings).filter(([key, value]) => plain(item.attributes[key]) !== plain(value));
  if (different.length === 0) return [];
  const rows = different.map(([what, value]): Row => {
    return { kind: "update", of: name, what, is: shown(item.attributes[what]), becomes: shown(value) };
  });
  return [
    {
      rows,
      async make(api) {
        await api.update(`/workspaces/${item.id}`, { type: "workspaces", attributes: Object.fromEntries(different) });
        return undefined;
      },
    },
  ];
}

/** Others' tags stay. */
function tagged({ name, tags }: WantedWorkspace, current: CurrentWorkspace): readonly Change[] {
  const found = new Map(current.tags.map((tag) => [textOf(tag, "key"), textOf(tag, "value")]));
  const different = Object.entries(tags).filter(([key, value]) => found.get(key) !== value);
  if (different.length === 0) return [];
  const rows = different.map(([key, value]): Row => {
    const is = found.get(key);
    const kind = is === undefined ? "create" : "update";
    return { kind, of: name, what: `tag ${key}`, ...(is !== undefined && { is }), becomes: value };
  });
  return [
    {
      rows,
      async make(api) {
        const path = `/workspaces/${current.item.id}/tag-bindings`;
        await api.add("PATCH", path, bindings(Object.fromEntries(different)));
        return undefined;
      },
    },
  ];
}

function bindings(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([key, value]) => ({ type: "tag-bindings", attributes: { key, value } }));
}

/** What is not said counts as off, and so does what an older Terraform Enterprise does not know. */
function plain(value: unknown): string {
  return value === undefined || value === null || value === false ? "" : String(value);
}

function shown(value: unknown): string {
  return plain(value) || (value === false ? "false" : "none");
}

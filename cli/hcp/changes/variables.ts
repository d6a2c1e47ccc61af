import { type Item, textOf } from "../api/document";
import type { Change } from "../change";
import type { Current } from "../current";
import type { Wanted } from "../wanted";

/** Variables by which HCP Terraform takes the role of each phase. Others' stay. */
export function variableChanges(wanted: Wanted, current: Current): readonly Change[] {
  return wanted.workspaces.flatMap(({ name, stack, variables }) => {
    const found = (current.workspaces.get(stack)?.variables ?? []).filter((item) => textOf(item, "category") === "env");
    return Object.entries(variables).flatMap(([key, value]) => {
      const variable = found.find((item) => textOf(item, "key") === key);
      if (!variable) return [created(name, key, value)];
      if (variable.attributes.sensitive === true) return [opened(name, variable, value)];
      return textOf(variable, "value") === value ? [] : [updated(name, variable, value)];
    });
  });
}

function created(name: string, key: string, value: string): Change {
  return {
    rows: [{ kind: "create", of: name, what: key, becomes: value }],
    async make(api, made) {
      await api.create(`/workspaces/${made.idOf("workspaces", name)}/vars`, payload(key, value));
      return undefined;
    },
  };
}

function updated(name: string, variable: Item, value: string): Change {
  const key = textOf(variable, "key");
  return {
    rows: [{ kind: "update", of: name, what: key, is: textOf(variable, "value"), becomes: value }],
    async make(api, made) {
      const path = `/workspaces/${made.idOf("workspaces", name)}/vars/${variable.id}`;
      await api.update(path, { ...payload(key, value), id: variable.id });
      return undefined;
    },
  };
}

/** What is sensitive can't be read, and does not become readable again: it is made anew. */
function opened(name: string, variable: Item, value: string): Change {
  const key = textOf(variable, "key");
  return {
    rows: [{ kind: "update", of: name, what: key, is: "sensitive", becomes: value }],
    async make(api, made) {
      const path = `/workspaces/${made.idOf("workspaces", name)}/vars`;
      await api.remove(`${path}/${variable.id}`);
      await api.create(path, payload(key, value));
      return undefined;
    },
  };
}

function payload(key: string, value: string) {
  const attributes = { key, value, category: "env", hcl: false, sensitive: false };
  return { type: "vars", attributes: { ...attributes, description: "Set by npx platform hcp." } };
}

import { type Item, textOf } from "../api/document";
import type { Change } from "../change";
import type { Current } from "../current";
import type { Wanted } from "../wanted";

/** Who reads which state: exactly the stacks that read its contract. Who else may is taken off first. */
export function consumerChanges(wanted: Wanted, current: Current): readonly Change[] {
  const changes = wanted.workspaces.map(({ name, stack, consumers }) => {
    const found = current.workspaces.get(stack)?.consumers ?? [];
    const missing = consumers.filter((consumer) => !found.some((item) => textOf(item, "name") === consumer));
    const surplus = found.filter((item) => !consumers.includes(textOf(item, "name")));
    return {
      removals: surplus.map((item) => removal(name, item)),
      additions: missing.map((one) => addition(name, one)),
    };
  });
  return [...changes.flatMap(({ removals }) => removals), ...changes.flatMap(({ additions }) => additions)];
}

function removal(name: string, { id, type, ...item }: Item): Change {
  const consumer = String(item.attributes.name);
  return {
    rows: [{ kind: "remove", of: name, what: "reader of the state", is: consumer }],
    async make(api, made) {
      await api.remove(pathOf(made.idOf("workspaces", name)), [{ id, type }]);
      return undefined;
    },
  };
}

function addition(name: string, consumer: string): Change {
  return {
    rows: [{ kind: "create", of: name, what: "reader of the state", becomes: consumer }],
    async make(api, made) {
      const reader = { id: made.idOf("workspaces", consumer), type: "workspaces" };
      await api.add("POST", pathOf(made.idOf("workspaces", name)), [reader]);
      return undefined;
    },
  };
}

function pathOf(id: string): string {
  return `/workspaces/${id}/relationships/remote-state-consumers`;
}

import { type Item, textOf } from "../api/document";
import type { Change } from "../change";
import type { Current } from "../current";
import type { Wanted } from "../wanted";

/** A stack plans anew after each apply of a stack whose contract it reads, and after no other's. */
export function triggerChanges(wanted: Wanted, current: Current): readonly Change[] {
  return wanted.workspaces.flatMap(({ name, stack, sources }) => {
    const found = current.workspaces.get(stack)?.triggers ?? [];
    const missing = sources.filter((source) => !found.some((item) => sourceOf(item) === source));
    // Twice the same would be two runs.
    const surplus = found.filter(
      (item, index) =>
        !sources.includes(sourceOf(item)) || found.findIndex((one) => sourceOf(one) === sourceOf(item)) < index,
    );
    return [...surplus.map((item) => removal(name, item)), ...missing.map((source) => addition(name, source))];
  });
}

function removal(name: string, trigger: Item): Change {
  return {
    rows: [{ kind: "remove", of: name, what: "runs after", is: sourceOf(trigger) }],
    async make(api) {
      await api.remove(`/run-triggers/${trigger.id}`);
      return undefined;
    },
  };
}

function addition(name: string, source: string): Change {
  return {
    rows: [{ kind: "create", of: name, what: "runs after", becomes: source }],
    async make(api, made) {
      const data = { id: made.idOf("workspaces", source), type: "workspaces" };
      const path = `/workspaces/${made.idOf("workspaces", name)}/run-triggers`;
      await api.create(path, { type: "run-triggers", relationships: { sourceable: { data } } });
      return undefined;
    },
  };
}

function sourceOf(trigger: Item): string {
  return textOf(trigger, "sourceable-name");
}

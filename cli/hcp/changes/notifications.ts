import { type Item, textOf } from "../api/document";
import type { Change } from "../change";
import type { Current } from "../current";
import type { Wanted } from "../wanted";
import { modeOf } from "./modes";

/** By its name the platform knows its own. */
const own = "strata: drift and health";
const triggers = ["assessment:check_failure", "assessment:drifted", "assessment:failed"];

/** One webhook for each workspace that is assessed. HCP Terraform calls it at once, and refuses one that does not answer. */
export function notificationChanges(wanted: Wanted, current: Current): readonly Change[] {
  const assessed = wanted.healthAssessments || current.assessmentsEnforced;
  const url = assessed ? wanted.notificationUrl : undefined;
  return wanted.workspaces.flatMap((workspace) => {
    const found = current.workspaces.get(workspace.stack)?.notifications.filter((item) => textOf(item, "name") === own);
    if (modeOf(workspace, current) === "local") return [];
    return changesOf(workspace.name, url, found ?? []);
  });
}

function changesOf(name: string, url: string | undefined, found: readonly Item[]): readonly Change[] {
  const usable = url === undefined ? undefined : found.find((item) => textOf(item, "destination-type") === "generic");
  const surplus = found.filter((item) => item !== usable).map((item) => removal(name, item));
  if (url === undefined) return surplus;
  if (!usable) return [...surplus, creation(name, url)];
  return isAsWanted(usable, url) ? surplus : [...surplus, update(name, usable, url)];
}

function isAsWanted(item: Item, url: string): boolean {
  return described(item) === describedAs(url, true, triggers);
}

function creation(name: string, url: string): Change {
  return {
    rows: [{ kind: "create", of: name, what: "notification", becomes: describedAs(url, true, triggers) }],
    async make(api, made) {
      if (made.unassessed.has(name)) return `${name} tells nobody of drift, since it is not assessed`;
      const path = `/workspaces/${made.idOf("workspaces", name)}/notification-configurations`;
      await api.create(path, payload({ "destination-type": "generic", name: own, url }));
      return undefined;
    },
  };
}

function update(name: string, item: Item, url: string): Change {
  const becomes = describedAs(url, true, triggers);
  return {
    rows: [{ kind: "update", of: name, what: "notification", is: described(item), becomes }],
    async make(api) {
      await api.update(`/notification-configurations/${item.id}`, { ...payload({ url }), id: item.id });
      return undefined;
    },
  };
}

function removal(name: string, item: Item): Change {
  return {
    rows: [{ kind: "remove", of: name, what: "notification", is: described(item) }],
    async make(api) {
      await api.remove(`/notification-configurations/${item.id}`);
      return undefined;
    },
  };
}

function payload(attributes: Readonly<Record<string, string>>) {
  return { type: "notification-configurations", attributes: { ...attributes, enabled: true, triggers } };
}

function described(item: Item): string {
  const events = (item.attributes.triggers as readonly string[] | undefined) ?? [];
  return describedAs(textOf(item, "url"), item.attributes.enabled === true, events);
}

function describedAs(url: string, enabled: boolean, events: readonly string[]): string {
  const those = [...events].sort().map((event) => event.replace("assessment:", ""));
  return `${url} on ${those.join(", ") || "nothing"}${enabled ? "" : ", off"}`;
}

import type { Reference } from "../../../../cli/hcp/api/document";
import { type Attributes, type Kept, refuse, type Store } from "./store";
import type { Body } from "./workspaces";

/**
 * Variables, run triggers and notifications of a workspace, projects and agent pools. Shapes and refusals are those of
 * hashicorp/terraform-docs-common, website/docs/cloud-docs/api-docs, fe7f84b7.
 */
export class Parts {
  /** Whether the webhooks that are verified answer. */
  webhooksAnswer = true;

  constructor(private readonly store: Store) {}

  createVariable(workspace: string, { data: { attributes = {} } }: Body): Kept {
    const { key, category } = attributes;
    const taken = this.store
      .all("vars", workspace)
      .some((one) => one.attributes.key === key && one.attributes.category === category);
    if (taken) throw refuse(422, "invalid attribute", "Key has already been taken");
    return this.store.add("vars", "var", { hcl: false, sensitive: false, ...attributes }, workspace);
  }

  updateVariable(id: string, { data: { attributes = {} } }: Body): Kept {
    const variable = this.store.get("vars", id);
    if (variable.attributes.sensitive && attributes.sensitive === false) {
      throw refuse(422, "invalid attribute", "Sensitive can't be changed to false");
    }
    Object.assign(variable.attributes, attributes);
    return variable;
  }

  createTrigger(workspace: string, { data: { relationships = {} } }: Body): Kept {
    const given = relationships.sourceable?.data as Reference | undefined;
    if (!given) throw refuse(422, "invalid attribute", "Sourceable can't be blank");
    const [here, source] = [this.store.get("workspaces", workspace), this.store.get("workspaces", given.id)];
    if (here === source) throw refuse(422, "invalid attribute", "Sourceable can't be the workspace itself");
    const attributes = { "workspace-name": here.attributes.name, "sourceable-name": source.attributes.name };
    return this.store.add("run-triggers", "rt", attributes, workspace);
  }

  triggers(workspace: string, query: URLSearchParams): readonly Kept[] {
    const type = query.get("filter[run-trigger][type]");
    if (type !== "inbound" && type !== "outbound")
      throw refuse(400, "bad request", "Invalid filter[run-trigger][type]");
    return this.store.all("run-triggers", workspace);
  }

  createNotification(workspace: string, { data: { attributes = {} } }: Body): Kept {
    if (this.store.get("workspaces", workspace).attributes["execution-mode"] === "local") {
      throw refuse(422, "invalid attribute", "Notifications need remote or agent execution mode");
    }
    this.verify(attributes);
    return this.store.add("notification-configurations", "nc", { token: null, ...attributes }, workspace);
  }

  updateNotification(id: string, { data: { attributes = {} } }: Body): Kept {
    this.verify(attributes);
    const found = this.store.get("notification-configurations", id);
    Object.assign(found.attributes, attributes);
    return found;
  }

  createProject({ data: { attributes = {} } }: Body): Kept {
    const same = ({ attributes: { name } }: Kept) =>
      String(name).toLowerCase() === String(attributes.name).toLowerCase();
    if (this.store.all("projects").some(same)) throw refuse(422, "invalid attribute", "Name has already been taken");
    return this.store.add("projects", "prj", { ...attributes });
  }

  projects(query: URLSearchParams): readonly Kept[] {
    const names = query.get("filter[names]")?.toLowerCase();
    return this.store
      .all("projects")
      .filter(({ attributes }) => !names || String(attributes.name).toLowerCase() === names);
  }

  createPool({ data: { attributes = {} } }: Body): Kept {
    const noGuests = { "allowed-workspaces": { data: [] } };
    return this.store.add("agent-pools", "apool", { "organization-scoped": true, ...attributes }, "", noGuests);
  }

  /** What is left out of the scope is the default again, as the documents say. */
  updatePool(id: string, { data: { attributes = {}, relationships = {} } }: Body): Kept {
    const pool = this.store.get("agent-pools", id);
    Object.assign(pool.attributes, { "organization-scoped": true }, attributes);
    const allowed = relationships["allowed-workspaces"];
    if (allowed) pool.relationships["allowed-workspaces"] = { data: allowed.data as Reference[] };
    return pool;
  }

  pools(query: URLSearchParams): readonly Kept[] {
    return this.store
      .all("agent-pools")
      .filter(({ attributes }) => String(attributes.name).includes(query.get("q") ?? ""));
  }

  private verify({ enabled }: Attributes): void {
    if (enabled && !this.webhooksAnswer) throw refuse(400, "bad request", "Verification request failed with 503");
  }
}

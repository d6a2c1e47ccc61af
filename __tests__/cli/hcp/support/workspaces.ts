import type { Reference } from "../../../../cli/hcp/api/document";
import { type Attributes, type Kept, refuse, type Store } from "./store";
import { workspaceAttributes } from "./workspace-shape";

export interface Body {
  readonly data: {
    readonly attributes?: Attributes;
    readonly relationships?: Readonly<Record<string, { readonly data: unknown }>>;
  };
}

/** How an organization's plan treats health assessments; the documents don't tell how it says no. */
export type Assessments = "available" | "refused" | "ignored";

const invalid = (detail: string) => refuse(422, "invalid attribute", detail);

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces */
export class Workspaces {
  assessments: Assessments = "available";

  constructor(private readonly store: Store) {}

  create({ data: { attributes = {}, relationships = {} } }: Body): Kept {
    const { name } = attributes;
    if (this.store.all("workspaces").some((one) => one.attributes.name === name)) {
      throw invalid("Name has already been taken");
    }
    const project = (relationships.project?.data ?? { type: "projects", id: "default" }) as Reference;
    const workspace = this.store.add("workspaces", "ws", { ...structuredClone(workspaceAttributes), name }, "", {
      project: { data: project },
      "current-state-version": { data: null },
      "remote-state-consumers": { data: [] },
    });
    try {
      this.set(workspace, attributes);
    } catch (error) {
      this.store.remove("workspaces", workspace.id);
      throw error;
    }
    this.tag(workspace, (relationships["tag-bindings"]?.data ?? []) as { attributes: Attributes }[]);
    return workspace;
  }

  update(id: string, { data: { attributes = {}, relationships = {} } }: Body): Kept {
    const workspace = this.store.get("workspaces", id);
    this.set(workspace, attributes);
    if (relationships.project) workspace.relationships.project = { data: relationships.project.data as Reference };
    return workspace;
  }

  tag(workspace: Kept, tags: readonly { attributes: Attributes }[]): void {
    for (const { attributes } of tags) {
      const found = this.store.all("tag-bindings", workspace.id).find((one) => one.attributes.key === attributes.key);
      if (found) Object.assign(found.attributes, attributes);
      else this.store.add("tag-bindings", "tb", { ...attributes }, workspace.id);
    }
  }

  /** Readers of the state; while all may read it, that is all workspaces but this one. */
  consumers(id: string): readonly Kept[] {
    const workspace = this.store.get("workspaces", id);
    if (workspace.attributes["global-remote-state"]) {
      return this.store.all("workspaces").filter((one) => one !== workspace);
    }
    return this.list(workspace).map((one) => this.store.get("workspaces", one.id));
  }

  changeConsumers(id: string, method: string, { data }: { data: readonly Reference[] }): void {
    const workspace = this.store.get("workspaces", id);
    if (workspace.attributes["global-remote-state"]) throw invalid("Remote state is shared with all workspaces");
    for (const { id: consumer } of data) this.store.get("workspaces", consumer);
    const others = this.list(workspace).filter((one) => !data.some((given) => given.id === one.id));
    workspace.relationships["remote-state-consumers"] = { data: method === "POST" ? [...others, ...data] : others };
  }

  private list({ relationships }: Kept): Reference[] {
    return (relationships["remote-state-consumers"]?.data ?? []) as Reference[];
  }

  private set(workspace: Kept, given: Attributes): void {
    const { "agent-pool-id": pool, "assessments-enabled": assessed, ...attributes } = given;
    const mode = attributes["execution-mode"] ?? workspace.attributes["execution-mode"];
    if (pool !== undefined && mode !== "agent") throw invalid("Agent pool can only be set in agent execution mode");
    if (attributes["execution-mode"] === "agent") this.useAgents(workspace, String(pool ?? ""));
    if (assessed !== undefined) this.assess(workspace, assessed === true, String(mode));
    const overwrites = attributes["execution-mode"]
      ? { "setting-overwrites": { "execution-mode": true, "agent-pool": true } }
      : {};
    Object.assign(workspace.attributes, overwrites, attributes);
  }

  /** The words are of hashicorp/terraform-provider-tfe#1111. */
  private useAgents(workspace: Kept, id: string): void {
    if (id === "") throw invalid("Agent pool must be given in agent execution mode");
    const pool = this.store.get("agent-pools", id);
    const allowed = (pool.relationships["allowed-workspaces"]?.data ?? []) as Reference[];
    if (!pool.attributes["organization-scoped"] && !allowed.some((one) => one.id === workspace.id)) {
      throw invalid("Agent pool workspace does not have access to use this agent pool");
    }
    workspace.relationships["agent-pool"] = { data: { type: "agent-pools", id } };
  }

  private assess(workspace: Kept, on: boolean, mode: string): void {
    if (on && mode === "local") throw invalid("Assessments need remote or agent execution mode");
    if (on && this.assessments === "refused") throw invalid("Health assessments are not in the organization's plan");
    if (this.assessments !== "ignored") workspace.attributes["assessments-enabled"] = on;
  }
}

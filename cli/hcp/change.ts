import { CommandError } from "../command";
import type { HcpApi } from "./api/api";
import type { Current } from "./current";

/** One line of what would change. */
export interface Row {
  readonly kind: "create" | "update" | "remove";
  /** Whose: a workspace's name, a project, an agent pool. */
  readonly of: string;
  readonly what: string;
  /** @default - there is none */
  readonly is?: string;
  /** @default - it goes */
  readonly becomes?: string;
}

/** What one step leaves behind for the steps after it. */
export class Made {
  /** Ids of projects, workspaces and pools that there are by now, by name. */
  private readonly ids = new Map<string, string>();
  /** Names of the workspaces that HCP Terraform refuses to assess. */
  readonly unassessed = new Set<string>();

  constructor(current: Current) {
    for (const item of [
      current.project,
      current.agentPool,
      ...[...current.workspaces.values()].map(({ item }) => item),
    ])
      if (item) this.keep(item.type, String(item.attributes.name), item.id);
  }

  keep(type: string, name: string, id: string): void {
    this.ids.set(`${type}/${name}`, id);
  }

  idOf(type: "projects" | "workspaces" | "agent-pools", name: string): string {
    const id = this.ids.get(`${type}/${name}`);
    if (id === undefined) throw new CommandError(`platform hcp: ${name} is gone meanwhile; run it again`);
    return id;
  }
}

/** One step: a request, or a few that belong together. */
export interface Change {
  readonly rows: readonly Row[];
  /** Makes it so. What comes back is why HCP Terraform does not do it, where the platform can do without. */
  make(api: HcpApi, made: Made): Promise<string | undefined>;
}

/** Tells lines apart, so that what was agreed to once is not asked for again. */
export function keyOf({ kind, of, what, becomes }: Row): string {
  return [kind, of, what, becomes].join("\n");
}

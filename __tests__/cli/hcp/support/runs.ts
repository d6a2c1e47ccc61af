import { type Attributes, type Kept, refuse, type Store } from "./store";

/**
 * Runs of workspaces and the states that they make. Shapes are those of hashicorp/terraform-docs-common,
 * website/docs/cloud-docs/api-docs, run.mdx, applies.mdx and state-versions.mdx.
 */
export class Runs {
  constructor(private readonly store: Store) {}

  /** As if somebody had started one. `apply`: attributes of its apply. */
  add(stack: string, attributes: Attributes, apply: Attributes = { status: "finished" }): Kept {
    const workspace = this.workspace(stack).id;
    const counts = { "resource-additions": 2, "resource-changes": 0, "resource-destructions": 1 };
    const link = ({ type, id }: Kept) => ({ data: { type, id } });
    const ingress = this.store.add("ingress-attributes", "ia", { "commit-sha": "0123abc" });
    const relationships = {
      apply: link(this.store.add("applies", "apply", { ...counts, ...apply })),
      "created-by": link(this.store.add("users", "user", { username: "ann" })),
      "configuration-version": link(
        this.store.add("configuration-versions", "cv", {}, "", { "ingress-attributes": link(ingress) }),
      ),
    };
    return this.store.add("runs", "run", attributes, workspace, relationships);
  }

  /** A new state; `run`: which has made it. */
  makeState(stack: string, serial: number, run: string | undefined): void {
    const workspace = this.workspace(stack);
    const data = run === undefined ? null : { type: "runs", id: run };
    const state = this.store.add("state-versions", "sv", { serial }, workspace.id, { run: { data } });
    workspace.relationships["current-state-version"] = { data: { type: state.type, id: state.id } };
  }

  /** The newest first. */
  list(workspace: string, query: URLSearchParams): readonly Kept[] {
    const statuses = query.get("filter[status]")?.split(",");
    const operations = query.get("filter[operation]")?.split(",");
    const wanted = ({ attributes: { status, operation = "plan_and_apply" } }: Kept) =>
      (statuses?.includes(String(status)) ?? true) && (operations?.includes(String(operation)) ?? true);
    return this.store.all("runs", workspace).filter(wanted).reverse();
  }

  /** What the query asks to be included with these runs. */
  included(runs: readonly Kept[], query: URLSearchParams): readonly Kept[] {
    const paths = query.get("include")?.split(",") ?? [];
    return runs.flatMap((run) => paths.flatMap((path) => this.follow(run, path.split("."))));
  }

  currentState(workspace: string): Kept {
    const { data } = this.store.get("workspaces", workspace).relationships["current-state-version"] ?? {};
    if (!data || Array.isArray(data)) throw refuse(404, "not found");
    return this.store.get("state-versions", data.id);
  }

  private follow(from: Kept, [name = "", ...rest]: readonly string[]): readonly Kept[] {
    const { data } = from.relationships[name.replaceAll("_", "-")] ?? {};
    if (!data || Array.isArray(data)) return [];
    const found = this.store.get(data.type, data.id);
    return rest.length > 0 ? [found, ...this.follow(found, rest)] : [found];
  }

  private workspace(stack: string): Kept {
    return this.store.named("workspaces", `strata-example-hcp-${stack}`);
  }
}

import { namesOf } from "../../constructs/names";
import type { StackId } from "../../constructs/stack/stack-id";
import type { Environment } from "../../environments/schema/environment";
import type { HcpApi } from "../hcp/api/api";
import { type Item, related, textOf } from "../hcp/api/document";
import type { ApplyRecord } from "./apply-record";
import type { StackHistory } from "./history-store";

/** Which runs have changed something, or tried to. */
const applies = new URLSearchParams({
  "filter[status]": "applied,errored,canceled,force_canceled",
  "filter[operation]": "plan_and_apply,save_plan,refresh_only,destroy,empty_apply",
  include: "apply,created_by,configuration_version.ingress_attributes",
});

/** The most that a page may hold. */
const pageSize = 100;

/** Runs that never came to apply are many where many plans fail; after so many of them nobody looks further. */
const mostPages = 10;

/**
 * The runs of a stack's workspace, which HCP Terraform keeps by itself: they are the record.
 * Sources: hashicorp/terraform-docs-common, website/docs/cloud-docs/api-docs, run.mdx, applies.mdx and state-versions.mdx.
 */
export class HcpHistory {
  constructor(
    private readonly environment: Environment,
    private readonly place: { readonly hostname: string; readonly organization: string },
    private readonly api: HcpApi,
  ) {}

  async historyOf(stack: StackId, last: number): Promise<StackHistory> {
    const { organization } = this.place;
    const name = namesOf(this.environment).workspace(stack);
    const workspace = await this.api.find(`/organizations/${organization}/workspaces/${name}`);
    if (!workspace) return { stack, records: [], notRecorded: [] };
    const records: ApplyRecord[] = [];
    for (let page = 1; page <= mostPages && records.length < last; page++) {
      const { items, included } = await this.api.page(
        `/workspaces/${workspace.id}/runs?${applies}&page%5Bnumber%5D=${page}&page%5Bsize%5D=${pageSize}`,
      );
      const find = (item: Item | undefined, relationship: string) => linked(item, relationship, included);
      const begun = items.filter((run) => textOf(run, "status") === "applied" || wasBegun(find(run, "apply")));
      records.push(...begun.map((run) => this.recordOf(stack, name, run, find)));
      if (items.length < pageSize) break;
    }
    return { stack, records: records.slice(0, last).reverse(), notRecorded: await this.withoutRun(workspace) };
  }

  private recordOf(stack: StackId, workspace: string, run: Item, find: Find): ApplyRecord {
    const { hostname, organization } = this.place;
    const apply = find(run, "apply");
    const commit = textOf(find(find(run, "configuration-version"), "ingress-attributes") ?? run, "commit-sha");
    return {
      version: 1,
      environment: this.environment.name,
      stack,
      time: new Date(timeOf(run)).toISOString(),
      result: textOf(run, "status") === "applied" ? "succeeded" : "failed",
      by: textOf(find(run, "created-by") ?? run, "username") || "HCP Terraform",
      ...(commit && { commit }),
      run: `https://${hostname}/app/${organization}/workspaces/${workspace}/runs/${run.id}`,
      ...(apply && { counts: countsIn(apply) }),
    };
  }

  /** A state that no run has made: somebody applied on a machine of his own, imported, or pushed one. */
  private async withoutRun(workspace: Item): Promise<readonly string[]> {
    const version = await this.api.find(`/workspaces/${workspace.id}/current-state-version`);
    if (!version || related(version, "run").length > 0) return [];
    return [`the state is at serial ${String(version.attributes.serial)}, and no run has made it`];
  }
}

type Find = (item: Item | undefined, relationship: string) => Item | undefined;

function linked(item: Item | undefined, relationship: string, included: readonly Item[]): Item | undefined {
  const [target] = item ? related(item, relationship) : [];
  return included.find(({ type, id }) => type === target?.type && id === target.id);
}

/** Whether an apply has come so far that it may have changed something. */
function wasBegun(apply: Item | undefined): boolean {
  return apply !== undefined && !["pending", "unreachable"].includes(textOf(apply, "status"));
}

function timeOf(run: Item): string {
  const times = (run.attributes["status-timestamps"] ?? {}) as Readonly<Record<string, string>>;
  return times["applied-at"] ?? times["errored-at"] ?? times["canceled-at"] ?? textOf(run, "created-at");
}

function countsIn({ attributes }: Item): NonNullable<ApplyRecord["counts"]> {
  const names = [
    ["create", "resource-additions"],
    ["update", "resource-changes"],
    ["delete", "resource-destructions"],
  ] as const;
  const counts = names.map(([verb, name]) => [verb, Number(attributes[name] ?? 0)] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

import type { Result } from "./processes";
import { type TerraformOptions, terraformOk } from "./terraform";

/** What a plan would do to one managed resource. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  /** One action, or both of a replacement in their order. */
  readonly actions: readonly ("create" | "update" | "delete" | "forget")[];
}

export interface SavedPlan {
  /** Left out: what stays as it is, and data sources. */
  readonly changes: readonly ResourceChange[];
  readonly changesOutputs: boolean;
}

const file = "saved.tfplan";
const quiet = ["-input=false", "-no-color"];

/** Plans into a file and says what is in it. */
export async function savePlan(folder: string, options: TerraformOptions = {}): Promise<SavedPlan> {
  await terraformOk(folder, ["plan", `-out=${file}`, ...quiet], options);
  const { stdout } = await terraformOk(folder, ["show", "-json", file], options);
  const { resource_changes = [], output_changes = {} } = JSON.parse(stdout) as PlanJson;
  const changes = resource_changes
    .filter(({ mode, change }) => mode === "managed" && !isNothing(change))
    .map(({ address, type, change }) => ({ address, type, actions: change.actions as ResourceChange["actions"] }));
  return { changes, changesOutputs: Object.values(output_changes).some((change) => !isNothing(change)) };
}

/** Applies the plan that was saved in the folder. */
export function applySavedPlan(folder: string, options: TerraformOptions = {}): Promise<Result> {
  return terraformOk(folder, ["apply", ...quiet, file], options);
}

/** What of `terraform show -json <plan>` is read here. */
interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly type: string;
    readonly change: Change;
  }[];
  readonly output_changes?: Readonly<Record<string, Change>>;
}

interface Change {
  readonly actions: readonly string[];
}

function isNothing({ actions }: Change): boolean {
  return actions.every((action) => action === "no-op" || action === "read");
}

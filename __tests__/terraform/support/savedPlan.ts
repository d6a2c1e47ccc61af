import type { Result } from "./processes";
import { type TerraformOptions, terraformOk } from "./terraform";

/** What a plan would do to one managed resource. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly action: "create" | "update" | "delete" | "replace";
}

export interface SavedPlan {
  /** Left out: what stays as it is, and data sources. */
  readonly changes: readonly ResourceChange[];
  readonly changesOutputs: boolean;
}

const file = "saved.tfplan";
const actions = ["create", "update", "delete", "replace"];

/** Plans into a file and says what is in it, from what Terraform says while it plans. */
export async function savePlan(folder: string, options: TerraformOptions = {}): Promise<SavedPlan> {
  const { stdout } = await terraformOk(folder, ["plan", `-out=${file}`, "-input=false", "-json"], options);
  const lines = stdout.split("\n").filter(Boolean);
  const messages = lines.map((line) => JSON.parse(line) as Message);
  const changes = messages.flatMap(({ type, change }) => (type === "planned_change" && change ? [change] : []));
  const outputs = messages.flatMap(({ outputs = {} }) => Object.values(outputs));
  return {
    changes: changes
      .filter(({ action }) => actions.includes(action))
      .map(({ resource, action }) => ({
        address: resource.addr,
        type: resource.resource_type,
        action: action as ResourceChange["action"],
      })),
    changesOutputs: outputs.some(({ action }) => action !== undefined && actions.includes(action)),
  };
}

/** Applies the plan that was saved in the folder. */
export function applySavedPlan(folder: string, options: TerraformOptions = {}): Promise<Result> {
  return terraformOk(folder, ["apply", "-input=false", "-no-color", file], options);
}

/** One line of Terraform's own JSON. https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
interface Message {
  readonly type: string;
  readonly change?: {
    readonly resource: { readonly addr: string; readonly resource_type: string };
    readonly action: string;
  };
  readonly outputs?: Readonly<Record<string, { readonly action?: string }>>;
}

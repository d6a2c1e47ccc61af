import type { Plan, ResourceChange, Values } from "../../../../cli/terraform/plan-changes";

type Change = ResourceChange["change"];

/** A change in a plan. Its type is the first part of its address. */
export function change(
  address: string,
  actions: Change["actions"],
  before: Values | null,
  more: Partial<Change> & Pick<ResourceChange, "action_reason" | "deposed"> = {},
): ResourceChange {
  const { action_reason, deposed, ...details } = more;
  const type = address.split(".")[0] ?? "";
  const after = actions.includes("delete") && !actions.includes("create") ? null : before;
  return { address, mode: "managed", type, action_reason, deposed, change: { actions, before, after, ...details } };
}

export const deleted = (address: string, before: Values = {}) => change(address, ["delete"], before);
export const updated = (address: string, before: Values, after: Values) =>
  change(address, ["update"], before, { after });
export const planOf = (...changes: readonly ResourceChange[]): Plan => ({
  format_version: "1.2",
  resource_changes: changes,
});

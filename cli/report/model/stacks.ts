import type { Output } from "../output/output";
import { placeOfState } from "./state-places";

/** A stack at a glance. */
export interface StackSummary {
  readonly id: string;
  /** Where its state lies. */
  readonly state: string;
  /** Numbers of resources by provider, such as `aws`. */
  readonly resources: Readonly<Record<string, number>>;
  readonly total: number;
}

export function stackSummaries(output: Output): readonly StackSummary[] {
  return output.stackIds.map((id) => {
    const providers = output.resources(id).map(({ type }) => type.replace(/_.*/, ""));
    const resources: Record<string, number> = {};
    for (const provider of providers.sort()) resources[provider] = (resources[provider] ?? 0) + 1;
    return { id, state: placeOfState(output.stack(id)), resources, total: providers.length };
  });
}

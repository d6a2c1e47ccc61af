import type { ResolvedStack } from "../../stack/resolved-tree";
import { type CodePlace, codePlaces } from "./code-places";
import { configurationOf } from "./configuration";

/** A finished stack with what several checks look at. */
export interface InspectedStack extends ResolvedStack {
  readonly code: readonly CodePlace[];
  /** What will be written of where states lie. */
  readonly configuration: unknown;
}

export function inspect(resolved: ResolvedStack): InspectedStack {
  return { ...resolved, code: codePlaces(resolved), configuration: configurationOf(resolved) };
}

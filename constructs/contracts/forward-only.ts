import type { Finding } from "../errors";
import type { ResolvedStack } from "../stack/resolved-tree";
import { foreignAddresses } from "./checks/addresses";
import { dependencyFindings } from "./checks/dependencies";
import { foreignProviders } from "./checks/foreign-providers";
import { inspect } from "./checks/inspected-stack";
import { type NativeReference, nativeReference } from "./checks/native-references";
import { outputFindings } from "./checks/outputs";
import { stateFindings } from "./checks/states";

/** Whatever crosses stacks by another way than a contract, each once. */
export function contractFindings(
  resolved: readonly ResolvedStack[],
  references: readonly NativeReference[],
): readonly Finding[] {
  const stacks = resolved.map(inspect);
  const found = [
    ...references.map(nativeReference),
    ...stacks.flatMap(foreignProviders),
    ...stacks.flatMap(stateFindings),
    ...stacks.flatMap(outputFindings),
    ...foreignAddresses(stacks, references),
    ...stacks.flatMap(({ stack }) => dependencyFindings(stack)),
  ];
  return [...new Map(found.map((finding) => [JSON.stringify(finding), finding])).values()];
}

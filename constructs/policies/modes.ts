import type { PolicyMode, PolicyName } from "./policy-names";

export interface PolicyModes {
  /** What holds for every policy that has no mode of its own. */
  readonly mode: PolicyMode;
  readonly modes: Readonly<Partial<Record<PolicyName, PolicyMode>>>;
}

export function modeOf({ mode, modes }: PolicyModes, policy: PolicyName): PolicyMode {
  return modes[policy] ?? mode;
}

import type { Validation } from "./policy";

/**
 * A validation of what is new: what was there before the policy stays changeable in all but its spec. Kubernetes itself
 * changes the metadata of pods, such as the finalizer that a finished Job's pod waits for.
 */
export function ofChangedSpec(validation: Validation): Validation {
  return { ...validation, expression: `${specUnchanged} || (${validation.expression})` };
}

const specUnchanged = "(request.operation == 'UPDATE' && object.spec == oldObject.spec)";

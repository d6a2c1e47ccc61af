import type { SynthesizedPlatform } from "./demo";
import type { Body } from "./synthesize";

/** The policies and exceptions that the stack cluster-services sends to the cluster, as they stand in its JSON. */
export function policyObjects(platform: SynthesizedPlatform): readonly Body[] {
  return JSON.parse(platform["cluster-services"].named("helm_release", "policies").values[0]).objects;
}

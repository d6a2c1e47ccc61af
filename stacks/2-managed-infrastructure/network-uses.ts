import type { EndpointUses } from "../../constructs/network/endpoint-services";
import type { Environment } from "../../environments/schema/environment";

/** What the environment asks of its network beside carrying nodes and pods. */
export function networkUses({ fileStorage, guardDuty, autoscaling }: Environment): EndpointUses {
  return {
    fileStorage: fileStorage.enabled,
    autoscaling: autoscaling.enabled,
    runtimeMonitoring: guardDuty.detector !== "none" && guardDuty.runtimeMonitoring !== "off",
  };
}

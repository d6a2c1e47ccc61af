import type { EndpointUses } from "../../constructs/network/endpoint-services";
import type { Environment } from "../../environments/schema/environment";

/** What the environment asks of its network beside carrying nodes and pods. */
export function networkUses({ fileStorage, guardDuty, databases, queues, tables }: Environment): EndpointUses {
  return {
    fileStorage: fileStorage.enabled,
    databases: databases.length > 0,
    queues: queues.length > 0,
    tables: tables.length > 0,
    runtimeMonitoring: guardDuty.detector !== "none" && guardDuty.runtimeMonitoring !== "off",
  };
}

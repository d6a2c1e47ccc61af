import type { NetworkSettings } from "../../environments/schema/network";

/** Whether pods reach what has no endpoint in the VPC. Of somebody else's network this is taken for granted. */
export function reachesInternet(network: NetworkSettings): boolean {
  return network.source === "existing" || network.nat !== "none";
}

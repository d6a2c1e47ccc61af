import type { ByTier, ByZone } from "./tiers";

/** What is known of a network, whether it was made here or taken over. */
export interface NetworkIds {
  readonly vpcId: string;
  /** Subnets by tier and zone. */
  readonly subnetIds: ByTier<ByZone<string>>;
  /** Subnets of pods alone, by zone; empty where pods share the private ones. */
  readonly podSubnetIds: ByZone<string>;
}

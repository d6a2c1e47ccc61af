import type { ExistingNetworkSettings } from "../../environments/schema/network";
import { podPlan, type SubnetPlan, subnetPlan } from "./subnet-plan";
import type { ByZone } from "./tiers";

/** What the blocks of a network follow from: the plan of one that is made, the statements on one that exists. */
export type AddressedNetwork =
  | {
      readonly source?: "create";
      readonly cidr: string;
      readonly zones: readonly string[];
      readonly pods?: { readonly cidr: string };
    }
  | Pick<ExistingNetworkSettings, "source" | "subnets" | "zones">;

/** Address blocks of a network's subnets by tier and zone, known at synth wherever the network comes from. */
export function subnetBlocks(network: AddressedNetwork): SubnetPlan {
  if (network.source !== "existing") return subnetPlan(network.cidr, network.zones);
  const { public: publicSubnets, private: privateSubnets, data, controlPlane } = network.subnets;
  return {
    public: cidrs(publicSubnets),
    private: cidrs(privateSubnets),
    data: cidrs(data),
    "control-plane": cidrs(controlPlane),
  };
}

/** Blocks of the subnets of pods alone, by zone. @default - none: pods share the private subnets */
export function podBlocks(network: AddressedNetwork): ByZone<string> {
  if (network.source === "existing") return cidrs(network.subnets.pods ?? {});
  return network.pods ? podPlan(network.pods.cidr, network.zones) : {};
}

function cidrs(subnets: ByZone<{ readonly cidr: string }>): ByZone<string> {
  return Object.fromEntries(Object.entries(subnets).map(([zone, { cidr }]) => [zone, cidr]));
}

import { regionOf, regions } from "../../data/regions";
import { nearest } from "../../nearest";
import { valueRule } from "../value-rule";

export const knownRegion = valueRule<string>({
  code: "ENV_REGION",
  states: "a region is one that AWS has, in its short form",
  fix: (value) => `write ${nearest(value, Object.keys(regions)) ?? "a region such as eu-central-1"}`,
  allows: (value) => regionOf(value) !== undefined,
});

/** https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html: of the region's three zones EKS refuses one, usw1-az2. */
export const roomForControlPlane = valueRule<string>({
  code: "ENV_REGION_ZONES",
  states: "the region has three availability zones in which EKS puts a control plane",
  problem: () => "EKS puts control planes in two of its availability zones, and the platform has three",
  fix: "take another region, such as us-west-2; state may stay in this one, as state.region",
  allows: (value) => value !== "us-west-1",
});

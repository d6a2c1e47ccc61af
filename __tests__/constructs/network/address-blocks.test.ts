import { podBlocks, subnetBlocks } from "../../../constructs/network/address-blocks";
import { podPlan, subnetPlan } from "../../../constructs/network/subnet-plan";
import { existingNetwork } from "../../support/networks";
import { zones } from "./network-props";

it("follow from the plan of a network that is made", () => {
  expect(subnetBlocks({ cidr: "10.20.0.0/16", zones })).toEqual(subnetPlan("10.20.0.0/16", zones));
  expect(podBlocks({ cidr: "10.20.0.0/16", zones, pods: { cidr: "100.64.0.0/16" } })).toEqual(
    podPlan("100.64.0.0/16", zones),
  );
});

it("are those that are written of a network that exists", () => {
  expect(subnetBlocks(existingNetwork)["control-plane"]).toEqual({
    "eu-central-1a": "10.80.9.0/28",
    "eu-central-1b": "10.80.9.16/28",
    "eu-central-1c": "10.80.9.32/28",
  });
  expect(Object.values(podBlocks(existingNetwork))).toEqual(["100.70.0.0/20", "100.70.16.0/20", "100.70.32.0/20"]);
});

it("hold none for pods alone where pods share the private subnets", () => {
  expect(podBlocks({ cidr: "10.20.0.0/16", zones })).toEqual({});
  const { pods: _, ...subnets } = existingNetwork.subnets;
  expect(podBlocks({ ...existingNetwork, subnets })).toEqual({});
});

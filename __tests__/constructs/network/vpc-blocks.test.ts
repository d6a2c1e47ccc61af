import { vpcBlocks } from "../../../constructs/network/vpc-blocks";
import { loadEnvironment } from "../../../environments/load";
import { existingNetwork, inClosedNetwork } from "../../support/networks";

it("are the VPC's one block", () => expect(vpcBlocks(loadEnvironment("demo").network)).toEqual(["10.20.0.0/16"]));

it("are both blocks where pods have their own", () => {
  expect(vpcBlocks(inClosedNetwork().network)).toEqual(["10.20.0.0/16", "100.64.0.0/16"]);
});

it("are the first block of somebody else's VPC, and the subnets outside of it", () => {
  expect(vpcBlocks(existingNetwork)).toEqual(["10.80.0.0/16", "100.70.0.0/20", "100.70.16.0/20", "100.70.32.0/20"]);
});

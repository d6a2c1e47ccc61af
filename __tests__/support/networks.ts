import { interfaceServices } from "../../constructs/network/endpoint-services";
import type { Environment } from "../../environments/schema/environment";
import type { ExistingNetworkSettings } from "../../environments/schema/network";
import { validated } from "../environments/broken";

const zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];

function subnets(digit: number, block: (index: number) => string) {
  const entries = zones.map((zone, index) => [
    zone,
    { id: `subnet-0a1b2c3d4e5f607${digit}${index}`, cidr: block(index) },
  ]);
  return Object.fromEntries(entries);
}

/** Somebody else's VPC in the demo's region: nodes in its first block, pods in a second one. */
export const existingNetwork: ExistingNetworkSettings = {
  source: "existing",
  vpcId: "vpc-0a1b2c3d4e5f60718",
  cidr: "10.80.0.0/16",
  zones,
  reservedCidrs: [],
  subnets: {
    public: subnets(1, (index) => `10.80.${index}.0/24`),
    private: subnets(2, (index) => `10.80.${16 * (index + 1)}.0/20`),
    data: subnets(3, (index) => `10.80.${4 + index}.0/24`),
    controlPlane: subnets(4, (index) => `10.80.9.${16 * index}/28`),
    pods: subnets(5, (index) => `100.70.${16 * index}.0/20`),
  },
};

/** The demo in somebody else's VPC. */
export const inExistingNetwork = (): Environment => validated({ network: existingNetwork });

/** The demo without NAT: AWS by interface endpoints alone, pods in a block of their own, runners in the VPC. */
export const inClosedNetwork = (): Environment =>
  validated({ "network.nat": "none", "network.pods": { cidr: "100.64.0.0/16" }, runners: "in-vpc" });

/** The demo with all that a network may have, NAT and endpoints both. */
export const inFullNetwork = (): Environment =>
  validated({
    "network.pods": { cidr: "100.64.0.0/16" },
    "network.endpoints": [...interfaceServices],
    runners: "in-vpc",
  });

/** The demo in a region where EKS refuses one of the zones. */
export const inVirginia = (): Environment =>
  validated({ "aws.region": "us-east-1", "network.zones": ["us-east-1a", "us-east-1b", "us-east-1c"] });

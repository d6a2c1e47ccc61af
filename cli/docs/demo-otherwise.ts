import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";

const zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];

/** The demo with what no environment of the repository chooses, so that its rights stand in the reference, too. */
export function demoOtherwise(): Environment {
  const demo = loadEnvironment("demo");
  return {
    ...demo,
    network: {
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
      },
    },
    monitoring: {
      kind: "managed-prometheus",
      alerts: { snsTopicArn: "arn:aws:sns:eu-central-1:111122223333:on-call" },
    },
    // Whose metrics no autoscaler reads.
    apps: demo.apps.map((app) => ("scaling" in app ? { ...app, scaling: { ...app.scaling, metrics: [] } } : app)),
    dns: { ...demo.dns, zone: { source: "create", delegated: true, deletable: false, dnssec: true } },
  };
}

function subnets(tier: number, block: (index: number) => string) {
  return Object.fromEntries(
    zones.map((zone, index) => [zone, { id: `subnet-0a1b2c3d4e5f607${tier}${index}`, cidr: block(index) }]),
  );
}

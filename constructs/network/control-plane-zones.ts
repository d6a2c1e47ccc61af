import { DataAwsAvailabilityZone } from "@cdktf/provider-aws/lib/data-aws-availability-zone";
import { Construct } from "constructs";
import type { Condition } from "./existing-conditions";

/**
 * Zones of the EKS control plane: the first three. EKS takes subnets in the zones that a cluster was made with and in no
 * other, so that a zone which is appended later never reaches the control plane; its nodes and pods do without.
 * https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
export function controlPlaneZones(zones: readonly string[]): readonly string[] {
  return zones.slice(0, 3);
}

/** Zones in which EKS puts no control plane, by region and by id. Source: as above, subnet requirements for clusters. */
const refused: Readonly<Record<string, string>> = {
  "us-east-1": "use1-az3",
  "us-west-1": "usw1-az2",
  "ca-central-1": "cac1-az3",
};

export interface ZoneCheckProps {
  readonly region: string;
  /** Zones of the network by name. */
  readonly zones: readonly string[];
}

/**
 * Asks at each plan whether EKS takes the zones of the control plane, in the regions where it refuses one: each account
 * has names of its own for the zones, so that no list of names can tell.
 */
export class ZoneCheck extends Construct {
  constructor(scope: Construct, id: string, { region, zones }: ZoneCheckProps) {
    super(scope, id);
    const zoneId = refused[region];
    if (zoneId === undefined) return;
    for (const name of controlPlaneZones(zones)) {
      new DataAwsAvailabilityZone(this, name, { name, lifecycle: { postcondition: [zoneCondition(name, zoneId)] } });
    }
  }
}

/** That a zone, by its name, is not the one with this id. */
export function zoneCondition(name: string, zoneId: string): Condition {
  return {
    condition: `\${self.zone_id != ${JSON.stringify(zoneId)}}`,
    errorMessage: `${name} is ${zoneId} in this account, where EKS puts no control plane. Fix: leave ${name} out of the first three of network.zones; where the region has no other, take another region. [NETWORK_ZONE_WITHOUT_EKS]`,
  };
}

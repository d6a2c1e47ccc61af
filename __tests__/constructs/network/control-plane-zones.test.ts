import { controlPlaneZones, ZoneCheck } from "../../../constructs/network/control-plane-zones";
import { synthesize } from "../../support/synthesize";

const zonesOf = (region: string) => ["a", "b", "c", "d"].map((letter) => `${region}${letter}`);
const checkIn = (region: string) =>
  synthesize((scope) => void new ZoneCheck(scope, "zones", { region, zones: zonesOf(region) })).data(
    "aws_availability_zone",
  );

it("gives the control plane the first three zones, whatever is appended", () => {
  const zones = zonesOf("eu-central-1");
  expect(controlPlaneZones(zones)).toEqual(zones.slice(0, 3));
  expect(controlPlaneZones(zones.slice(0, 3))).toEqual(zones.slice(0, 3));
});

it.each([
  ["us-east-1", "use1-az3"],
  ["us-west-1", "usw1-az2"],
  ["ca-central-1", "cac1-az3"],
])("asks in %s whether one of them is %s, which EKS refuses", (region, zoneId) => {
  const zones = zonesOf(region).slice(0, 3);
  const looked = Object.values(checkIn(region));
  expect(looked.map(({ name }) => name)).toEqual(zones);
  expect(looked.map(({ lifecycle }) => lifecycle.postcondition)).toEqual(
    zones.map((zone) => [
      {
        condition: `\${self.zone_id != "${zoneId}"}`,
        error_message: `${zone} is ${zoneId} in this account, where EKS puts no control plane. Fix: leave ${zone} out of the first three of network.zones; where the region has no other, take another region. [NETWORK_ZONE_WITHOUT_EKS]`,
      },
    ]),
  );
});

it("asks nothing where EKS takes every zone", () => expect(checkIn("eu-central-1")).toEqual({}));

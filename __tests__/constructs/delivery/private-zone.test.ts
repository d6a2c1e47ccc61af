import { TerraformOutput } from "cdktf";
import { PrivateZone, type PrivateZoneSource } from "../../../constructs/delivery/private-zone";
import { synthesize } from "../../support/synthesize";

const privateZone = (zone: PrivateZoneSource) =>
  synthesize((stack) => {
    const { zoneId } = new PrivateZone(stack, "private-dns", { domain: "corp.internal", zone, vpcId: "vpc-1" });
    new TerraformOutput(stack, "id", { value: zoneId, staticId: true });
  });

it("is seen by the one VPC alone, and stays as long as records are in it", () => {
  expect(privateZone({ source: "create" }).only("aws_route53_zone")).toMatchObject({
    name: "corp.internal",
    vpc: [{ vpc_id: "vpc-1" }],
    force_destroy: false,
  });
});

it("goes with its records where the environment says so", () => {
  expect(privateZone({ source: "create", deletable: true }).only("aws_route53_zone").force_destroy).toBe(true);
});

it("is its id and nothing else, where it exists", () => {
  const { types, json } = privateZone({ source: "existing", zoneId: "Z0123456789ABC" });
  expect(types).toEqual([]);
  expect(json.output?.id.value).toBe("Z0123456789ABC");
});

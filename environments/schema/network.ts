import { z } from "zod";
import { choice, list, number, text } from "./field";
import { cidr } from "./primitives";
import { vpcPrivate, vpcSize } from "./rules/values/cidr";
import { distinct } from "./rules/values/distinct";
import { someNat } from "./rules/values/nat";
import { logRetention } from "./rules/values/retention";
import { zoneCount, zonesDistinct } from "./rules/values/zones";

export const network = z.strictObject({
  /** Address block of the VPC, /16 to /20, private. */
  cidr: cidr(vpcSize, vpcPrivate),
  /**
   * Availability zones by name, three to six. Append only: the addresses of a zone's subnets follow from its place in
   * the list, and a subnet that gets others is replaced with everything in it.
   */
  zones: list(text(), zoneCount, zonesDistinct),
  /**
   * One NAT gateway in every zone, or one for all. None is refused as long as the VPC has no interface endpoints.
   * @default "per-zone"
   */
  nat: choice(["per-zone", "single", "none"], someNat).default("per-zone"),
  /**
   * Blocks outside the VPC that are reached over private links and may not overlap with it.
   * @default - none
   */
  reservedCidrs: list(cidr(), distinct).default([]),
  /** Days that flow logs are kept: one of the values that CloudWatch Logs takes. @default 365 */
  flowLogRetentionDays: number(logRetention).default(365),
});

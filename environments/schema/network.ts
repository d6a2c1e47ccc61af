import { z } from "zod";
import { list, number, text } from "./field";
import { cidr } from "./primitives";
import { vpcPrivate, vpcSize } from "./rules/values/cidr";
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
   * One NAT gateway in every zone, one for all, or none.
   * @default "per-zone"
   */
  nat: z.enum(["per-zone", "single", "none"]).default("per-zone"),
  /**
   * Blocks outside the VPC that are reached over private links and may not overlap with it.
   * @default - none
   */
  reservedCidrs: list(cidr()).default([]),
  /** Days that flow logs are kept: one of the values that CloudWatch Logs takes. @default 365 */
  flowLogRetentionDays: number(logRetention).default(365),
});

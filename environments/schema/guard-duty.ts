import { z } from "zod";
import { choice, text } from "./field";
import { detectorId } from "./rules/values/detector-id";

const watched = {
  /**
   * Whether what runs on the nodes is watched, by an agent on each: put there by GuardDuty, which also makes an endpoint
   * in the VPC, or by the environment's own means.
   * @default "off"
   */
  runtimeMonitoring: choice(["off", "automatic", "manual"]).default("off"),
};

/**
 * GuardDuty's protection of EKS, which reads the audit log. An account has one detector in a region, so where something
 * else has made it already, such as the organization, it is named here.
 */
export const guardDuty = z
  .discriminatedUnion("detector", [
    /** GuardDuty is not used. */
    z.strictObject({ detector: z.literal("none") }),
    /** The detector of the account and region is made here. */
    z.strictObject({ detector: z.literal("create"), ...watched }),
    /** The detector exists. */
    z.strictObject({
      detector: z.literal("existing"),
      /** Id of the detector. */
      detectorId: text(detectorId),
      ...watched,
    }),
  ])
  .default({ detector: "none" });

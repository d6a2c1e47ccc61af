import { z } from "zod";
import { number, text, texts } from "../field";
import { replicaCount } from "../rules/values/counts";
import { metricName, metricQuantity, podShare, utilization } from "../rules/values/pods";

/** How many pods run, between calm and rush; two or more in production. @default - 2 to 6 */
export const replicas = z
  .strictObject({ minimum: number(replicaCount).default(2), maximum: number(replicaCount).default(6) })
  .prefault({});

const average = text(metricQuantity);

/** What the number of pods follows. @default - 70 % of the requested CPU */
export const scaling = z
  .strictObject({
    cpuPercent: number(utilization).optional(),
    memoryPercent: number(utilization).optional(),
    /**
     * Metrics, with what falls to each pod on average: what the app's pods tell each of itself (`pods`), or the largest
     * that any pod of the team tells (`external`), such as the length of a queue. A counter `requests_total` goes by
     * `requests_per_second`. @default - none
     */
    metrics: z
      .array(
        z.discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("pods"), name: text(metricName), average }),
          z.strictObject({ kind: z.literal("external"), name: text(metricName), labels: texts().default({}), average }),
        ]),
      )
      .default([]),
  })
  .prefault({});

/** How pods are replaced. @default - a new one is ready before an old one goes, a quarter of them at a time */
export const rollout = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("rolling"),
      maxSurge: text(podShare).default("25%"),
      maxUnavailable: text(podShare).default("0"),
    }),
    z.strictObject({ kind: z.literal("recreate") }),
  ])
  .default({ kind: "rolling", maxSurge: "25%", maxUnavailable: "0" });

import { z } from "zod";
import { number, text, texts } from "../field";
import { replicaCount } from "../rules/values/counts";
import { metricName, metricQuantity, podShare, utilization } from "../rules/values/pods";

/** How many pods run, between calm and rush; two or more in production. @default - 2 to 6 */
export const replicas = z
  .strictObject({
    /** Pods in the quietest hour. @default 2 */
    minimum: number(replicaCount).default(2),
    /** Pods in the busiest. @default 6 */
    maximum: number(replicaCount).default(6),
  })
  .prefault({});

/** Name of the metric. */
const metric = text(metricName);
/** What falls to each pod on average, as Kubernetes writes quantities. */
const average = text(metricQuantity);

/** What the number of pods follows. @default - 70 % of the requested CPU */
export const scaling = z
  .strictObject({
    /** CPU in use, in percent of what is requested. @default - 70 where nothing else is named */
    cpuPercent: number(utilization).optional(),
    /** Memory in use, in percent of what is requested. @default - not looked at */
    memoryPercent: number(utilization).optional(),
    /**
     * Metrics, with what falls to each pod on average: what the app's pods tell each of itself (`pods`), or the largest
     * that any pod of the team tells (`external`), such as the length of a queue. A counter `requests_total` goes by
     * `requests_per_second`. @default - none
     */
    metrics: z
      .array(
        z.discriminatedUnion("kind", [
          /** What each of the app's pods tells of itself. */
          z.strictObject({ kind: z.literal("pods"), name: metric, average }),
          /** The largest that any pod of the team tells. */
          z.strictObject({
            kind: z.literal("external"),
            name: metric,
            /** Labels that the metric has to bear. @default - none */
            labels: texts().default({}),
            average,
          }),
        ]),
      )
      .default([]),
  })
  .prefault({});

/** How pods are replaced. @default - a new one is ready before an old one goes, a quarter of them at a time */
export const rollout = z
  .discriminatedUnion("kind", [
    /** Bit by bit. */
    z.strictObject({
      kind: z.literal("rolling"),
      /** Pods beyond the wanted number, or a share of it. @default "25%" */
      maxSurge: text(podShare).default("25%"),
      /** Pods that may be missing, or a share of them. @default "0" */
      maxUnavailable: text(podShare).default("0"),
    }),
    /** All old ones go before the first new one comes. */
    z.strictObject({ kind: z.literal("recreate") }),
  ])
  .default({ kind: "rolling", maxSurge: "25%", maxUnavailable: "0" });

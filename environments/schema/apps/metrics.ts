import { z } from "zod";
import { number, text } from "../field";
import { port } from "../rules/values/counts";
import { metricsPath } from "../rules/values/pods";

/**
 * Where the app tells its metrics, over plain HTTP in Prometheus' text format: the environment's Prometheus asks there
 * every half a minute, and nobody else gets to a port that is for this alone. @default - the app is not asked
 */
export const metrics = z
  .strictObject({
    /** The app's own port, a side-car's, or one for this alone; above 1023. */
    port: number(port),
    /** Path that is asked for. @default "/metrics" */
    path: text(metricsPath).default("/metrics"),
  })
  .optional();

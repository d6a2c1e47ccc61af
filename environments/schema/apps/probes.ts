import { z } from "zod";
import { list, number, text } from "../field";
import { port } from "../rules/values/counts";
import { healthPath } from "../rules/values/health-path";
import { probeFailures, probeSeconds } from "../rules/values/pods";

const timing = {
  /** @default - 2 at the start, 5 for readiness, 10 for life */
  periodSeconds: number(probeSeconds).optional(),
  /** @default 2 */
  timeoutSeconds: number(probeSeconds).optional(),
  /** Failures one after the other that count. @default - 60 at the start, 3 for readiness, 6 for life */
  failureThreshold: number(probeFailures).optional(),
};

/** Port that is asked. @default - the container's own */
const askedPort = number(port).optional();

const probe = z.discriminatedUnion("kind", [
  /** A path that answers 200 to 399. */
  z.strictObject({ kind: z.literal("http"), path: text(healthPath), port: askedPort, ...timing }),
  /** A connection. */
  z.strictObject({ kind: z.literal("tcp"), port: askedPort, ...timing }),
  /** A command of the container's image that ends with 0. */
  z.strictObject({ kind: z.literal("exec"), command: list(text()), ...timing }),
]);

/** How Kubernetes tells whether a container may get requests, and whether it has to be started again. */
export const probes = z
  .strictObject({ startup: probe.optional(), readiness: probe.optional(), liveness: probe.optional() })
  .prefault({});

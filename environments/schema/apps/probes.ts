import { z } from "zod";
import { list, number, text } from "../field";
import { port } from "../rules/values/counts";
import { healthPath } from "../rules/values/health-path";
import { probeFailures, probeSeconds } from "../rules/values/pods";

const timing = {
  /** Seconds between two questions. @default - 2 at the start, 5 for readiness, 10 for life */
  periodSeconds: number(probeSeconds).optional(),
  /** Seconds that an answer may take. @default 2 */
  timeoutSeconds: number(probeSeconds).optional(),
  /** Failures one after the other that count. @default - 60 at the start, 3 for readiness, 6 for life */
  failureThreshold: number(probeFailures).optional(),
};

/** Port that is asked. @default - the container's own */
const askedPort = number(port).optional();

const probe = z.discriminatedUnion("kind", [
  /** A path that answers 200 to 399. */
  z.strictObject({
    kind: z.literal("http"),
    /** Path that is asked for. */
    path: text(healthPath),
    port: askedPort,
    ...timing,
  }),
  /** A connection. */
  z.strictObject({ kind: z.literal("tcp"), port: askedPort, ...timing }),
  /** A command of the container's image that ends with 0. */
  z.strictObject({
    kind: z.literal("exec"),
    /** Program and arguments. */
    command: list(text()),
    ...timing,
  }),
]);

/** How Kubernetes tells whether a container may get requests, and whether it has to be started again. */
export const probes = z
  .strictObject({
    /** Until it succeeds the others wait. @default - that of the kind of app */
    startup: probe.optional(),
    /** While it fails the pod gets no requests. @default - that of the kind of app */
    readiness: probe.optional(),
    /** When it fails the container is started again. @default - that of the kind of app */
    liveness: probe.optional(),
  })
  .prefault({});

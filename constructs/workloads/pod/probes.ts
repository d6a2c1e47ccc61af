import { ConfigError } from "../../errors";

/** What is asked of a container. */
export type Check =
  | {
      readonly kind: "http";
      /** Path that answers 200 to 399. */
      readonly path: string;
      /** @default - the container's own port */
      readonly port?: number;
    }
  | {
      /** A connection, and nothing said. */
      readonly kind: "tcp";
      /** @default - the container's own port */
      readonly port?: number;
    }
  | {
      /** A command of the container's image, run in the container: it is well as long as that ends with 0. */
      readonly kind: "exec";
      readonly command: readonly string[];
    };

/** How often a container is asked, and how patiently. */
export interface Timing {
  /** @default - 2 at the start, 5 for readiness, 10 for life */
  readonly periodSeconds?: number;
  /** @default 2 */
  readonly timeoutSeconds?: number;
  /** Failures one after the other that count. @default - 60 at the start, 3 for readiness, 6 for life */
  readonly failureThreshold?: number;
}

export type Probe = Check & Timing;

/** How Kubernetes tells whether a container may get requests and whether it has to be started again. */
export interface Probes {
  /** Until it succeeds, the other two wait; when it fails for good, the container is started again. */
  readonly startup?: Probe;
  /** While it fails, no requests come. It may ask for what the app depends on. */
  readonly readiness?: Probe;
  /** When it fails, the container is started again. It asks the container alone: a restart mends nothing else. */
  readonly liveness?: Probe;
}

/** By probe. At the start two minutes all in all. */
const timings = {
  startup: { periodSeconds: 2, failureThreshold: 60 },
  readiness: { periodSeconds: 5, failureThreshold: 3 },
  liveness: { periodSeconds: 10, failureThreshold: 6 },
} as const;

/**
 * The probes of a container that serves a path. Liveness asks for no more than a connection: the path may tell of a
 * database that is away, and restarting every pod would not bring it back.
 */
export function servingProbes(path: string): Probes {
  return { startup: { kind: "http", path }, readiness: { kind: "http", path }, liveness: { kind: "tcp" } };
}

/** The probes of a container that takes connections, of whatever protocol. */
export const connectionProbes: Probes = {
  startup: { kind: "tcp" },
  readiness: { kind: "tcp" },
  liveness: { kind: "tcp" },
};

/** The probes as the provider takes them; `port` is the container's own. */
export function probesOf(container: string, { startup, readiness, liveness }: Probes, port: number | undefined) {
  return {
    ...(startup && { startupProbe: probeOf(container, startup, timings.startup, port) }),
    ...(readiness && { readinessProbe: probeOf(container, readiness, timings.readiness, port) }),
    ...(liveness && { livenessProbe: probeOf(container, liveness, timings.liveness, port) }),
  };
}

type Defaults = (typeof timings)[keyof typeof timings];

function probeOf(container: string, probe: Probe, defaults: Defaults, port: number | undefined) {
  const { periodSeconds = defaults.periodSeconds, failureThreshold = defaults.failureThreshold } = probe;
  const timing = { timeoutSeconds: probe.timeoutSeconds ?? 2, successThreshold: 1, periodSeconds, failureThreshold };
  if (probe.kind === "exec") return { exec: { command: [...probe.command] }, ...timing };
  const asked = `${portOf(container, probe.port ?? port)}`;
  if (probe.kind === "tcp") return { tcpSocket: [{ port: asked }], ...timing };
  return { httpGet: { path: probe.path, port: asked, scheme: "HTTP" }, ...timing };
}

function portOf(container: string, port: number | undefined): number {
  if (port !== undefined) return port;
  throw new ConfigError(`Container ${container}`, [
    {
      place: `probes of ${container}`,
      problem: "the container has no port of its own, and the probe names none",
      fix: "give the probe a port, or ask by exec",
      code: "WORKLOAD_PROBE_PORT",
    },
  ]);
}

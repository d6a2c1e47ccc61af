import type { Size } from "../data/instance-sizes";
import type { App, AppOf } from "../environment";
import { parseBytes, parseCpu } from "../quantity";

/** Other apps' calls to an app; none where its kind takes no calls. */
export function callersOf(app: App): readonly string[] {
  return "calledBy" in app ? app.calledBy : [];
}

/** Port that an app listens on for others; undefined where it does not. */
export function portOf(app: App): number | undefined {
  return "port" in app ? app.port : undefined;
}

/** Ports that the kubelet asks at, of all containers: by path or by connection, as the constructs of the kinds have it. */
export function probedPorts(app: App): readonly number[] {
  const own = "probes" in app ? portsOf(app.probes, portOf(app), portOf(app) !== undefined) : [];
  const beside = "sideCars" in app ? app.sideCars.flatMap(({ probes, port }) => portsOf(probes, port, false)) : [];
  return [...new Set([...own, ...beside])].sort((one, other) => one - other);
}

type Probes = AppOf<"worker">["probes"];

/** What serves is asked at its own port unless all three probes say otherwise. */
function portsOf(probes: Probes, port: number | undefined, serves: boolean): readonly number[] {
  return (["startup", "readiness", "liveness"] as const).flatMap((name) => {
    const probe = probes[name] ?? (serves ? { kind: "tcp" as const } : undefined);
    if (!probe || probe.kind === "exec") return [];
    return ("port" in probe ? probe.port : undefined) ?? port ?? [];
  });
}

/** Pods at the quietest hour. A pod on each node is no number that could be given here, and a job's come and go. */
export function fewestPods(app: App): number {
  if (app.kind === "stateful-service") return app.replicas;
  return "replicas" in app ? app.replicas.minimum : 0;
}

/** Pods at the busiest hour, of a daemon one for each of so many nodes. Runs that may overlap count twice. */
export function mostPods(app: App, nodes: number): number {
  switch (app.kind) {
    case "daemon-service":
      return nodes;
    case "stateful-service":
      return app.replicas;
    case "job":
      return app.parallelism;
    case "scheduled-job":
      return app.concurrency === "Allow" ? 2 * app.parallelism : app.parallelism;
    default:
      return app.replicas.maximum;
  }
}

interface Requests {
  readonly cpu: string;
  readonly memory: string;
}

/**
 * What one pod requests: the sum of its containers, or the largest of its init containers if that is more, as
 * https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers has it.
 * Undefined where a quantity is none.
 */
export function podSize(app: App): Size | undefined {
  const sideCars = "sideCars" in app ? app.sideCars : [];
  const running = [app.resources, ...sideCars.map(({ resources }) => resources)].map(sizeOf);
  const before = app.initContainers.map(({ resources = app.resources }) => sizeOf(resources));
  const sizes = [sum(running), ...before];
  return sizes.some((size) => size === undefined) ? undefined : largest(sizes as readonly Size[]);
}

function sizeOf({ cpu, memory }: Requests): Size | undefined {
  const size = { cpu: parseCpu(cpu), memory: parseBytes(memory) };
  return size.cpu && size.memory ? { cpu: size.cpu, memory: size.memory } : undefined;
}

function sum(sizes: readonly (Size | undefined)[]): Size | undefined {
  return sizes.reduce(
    (total, size) => total && size && { cpu: total.cpu + size.cpu, memory: total.memory + size.memory },
    { cpu: 0, memory: 0 },
  );
}

function largest(sizes: readonly Size[]): Size {
  return { cpu: Math.max(...sizes.map(({ cpu }) => cpu)), memory: Math.max(...sizes.map(({ memory }) => memory)) };
}

/** Bytes that an app's volumes claim together. A quantity that is none counts for nothing: it has its own finding. */
export function claimedBytes(app: App): number {
  const shared = app.volumes.reduce(
    (total, one) => total + (one.kind === "shared" ? (parseBytes(one.size) ?? 0) : 0),
    0,
  );
  if (app.kind !== "stateful-service") return shared;
  return shared + app.replicas * app.storage.reduce((total, { size }) => total + (parseBytes(size) ?? 0), 0);
}

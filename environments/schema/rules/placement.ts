import type { Size } from "../data/instance-sizes";

/** An app's pods as the scheduler sees them. */
export interface Pods {
  readonly app: string;
  /** How many run at least. */
  readonly count: number;
  /** Whether a rollout starts with one more; otherwise it takes one away first. @default true */
  readonly surge?: boolean;
  /** What each of them requests. */
  readonly each: Size;
}

interface Node {
  readonly zone: number;
  /** What is left on it. */
  free: Size;
}

/**
 * The first app that lacks a node for one of its pods, or for the one more that a rollout starts with: `maxUnavailable`
 * is 0. Pods are placed as kube-scheduler does it: even over the zones, on the node with the most left; the largest
 * ones first, which leaves the fewest gaps. Of the new revision no zone has a pod, so it may go anywhere.
 */
export function appWithoutNode(
  pods: readonly Pods[],
  node: Size,
  nodeCount: number,
  zoneCount: number,
): Pods | undefined {
  const nodes = Array.from({ length: nodeCount }, (_, index): Node => ({ zone: index % zoneCount, free: node }));
  const ordered = [...pods].sort((one, other) => shareOf(other.each, node) - shareOf(one.each, node));
  return (
    ordered.find((group) => !placeAll(group, nodes)) ??
    ordered.find(({ each, surge = true }) => surge && !nodes.some(({ free }) => fits(each, free)))
  );
}

function placeAll({ count, each }: Pods, nodes: readonly Node[]): boolean {
  const inZone = new Map(nodes.map(({ zone }) => [zone, 0]));
  for (let placed = 0; placed < count; placed++) {
    const fewest = Math.min(...inZone.values());
    const [best] = nodes
      .filter(({ zone, free }) => inZone.get(zone) === fewest && fits(each, free))
      .sort((one, other) => other.free.cpu - one.free.cpu || other.free.memory - one.free.memory);
    if (!best) return false;
    best.free = { cpu: best.free.cpu - each.cpu, memory: best.free.memory - each.memory };
    inZone.set(best.zone, fewest + 1);
  }
  return true;
}

function fits(pod: Size, free: Size): boolean {
  return pod.cpu <= free.cpu && pod.memory <= free.memory;
}

function shareOf(pod: Size, node: Size): number {
  return Math.max(pod.cpu / node.cpu, pod.memory / node.memory);
}

import { fewestPods, podSize } from "../../apps/pods";
import { type Size, sizeOf } from "../../data/instance-sizes";
import type { App } from "../../environment";
import { formatBytes, formatCpu } from "../../quantity";
import { appWithoutNode, type Pods } from "../placement";
import { sectionRule } from "../section-rule";
import { nodeCount, replicaCount } from "../values/counts";
import { openPools } from "./node-pools";

/** For the kubelet, the system and the agents on every node: about so much of a small node, less of a large one. */
const keptForSystem = 0.15;

/** The system nodes take none: their taint is for the platform's controllers. */
export const someNodesForApps = sectionRule({
  code: "ENV_WORKERS_MISSING",
  states: "an environment with apps has nodes for them: a pool without taints, or worker nodes",
  needs: ["cluster", "autoscaling", "apps"],
  *breaches({ cluster, autoscaling, apps }) {
    if (cluster.workerNodes || apps.length === 0 || openPools(autoscaling).length > 0) return;
    yield autoscaling.enabled
      ? {
          path: ["autoscaling", "nodePools"],
          problem: "there are apps, all pools have taints, and no other nodes take their pods",
          fix: "add a pool without taints, or cluster.workerNodes: {} for a group of worker nodes",
          // The whole list says less than the sentence.
          hidden: true,
        }
      : {
          path: ["autoscaling", "enabled"],
          problem: "there are apps, and no other nodes take their pods",
          fix: "leave the entry out, or add cluster.workerNodes: {} for a group of worker nodes",
        };
  },
});

export const workersCarryApps = sectionRule({
  code: "ENV_WORKERS_TOO_SMALL",
  states:
    "without autoscaling the minimum of worker nodes carries the apps' minimum of replicas and one more pod for a rollout",
  needs: ["network", "cluster", "autoscaling", "apps"],
  *breaches({ network, cluster, autoscaling, apps }) {
    if (!cluster.workerNodes || openPools(autoscaling).length > 0) return;
    const { instanceTypes, minimum } = cluster.workerNodes;
    const whole = roomOf(instanceTypes);
    const pods = apps.flatMap((app) => podsOf(app) ?? []);
    // Numbers that are wrong have their own findings.
    if (!whole || pods.length < apps.length || nodeCount.complaints(minimum).length > 0) return;
    const node = besideDaemons(whole, apps);
    const homeless = appWithoutNode(pods, node, minimum, Math.max(1, network.zones.length));
    if (homeless) {
      yield {
        path: ["cluster", "workerNodes", "minimum"],
        problem: `so many nodes, with ${show(node)} for pods on each, can't carry the apps' minimum of replicas, even over the zones, and one more pod for a rollout: none is left for ${homeless.app}, whose pods request ${show(homeless.each)}`,
        fix: "choose larger instance types or raise the minimum, or lower what the apps request",
      };
    }
  },
});

/** A group may get any of its types, so the smallest counts. Where one is not known, nothing can be said. */
function roomOf(instanceTypes: readonly string[]): Size | undefined {
  const sizes = instanceTypes.flatMap((type) => sizeOf(type) ?? []);
  if (sizes.length === 0 || sizes.length < instanceTypes.length) return undefined;
  const smallest = (part: keyof Size) => Math.min(...sizes.map((size) => size[part])) * (1 - keptForSystem);
  const mebibyte = 2 ** 20;
  return { cpu: Math.floor(smallest("cpu")), memory: Math.floor(smallest("memory") / mebibyte) * mebibyte };
}

/** What an app's pods need; of a job's, room for one. */
function podsOf(app: App): Pods | undefined {
  const each = podSize(app);
  const count = fewestPods(app);
  if (!each || ("replicas" in app && replicaCount.complaints(count).length > 0)) return undefined;
  return { app: `${app.team}/${app.name}`, count, each, surge: app.kind !== "stateful-service" };
}

/** What is left of a node beside the pods that stand on each. */
function besideDaemons(node: Size, apps: readonly App[]): Size {
  const daemons = apps.filter(({ kind }) => kind === "daemon-service").flatMap((app) => podSize(app) ?? []);
  return daemons.reduce((left, { cpu, memory }) => ({ cpu: left.cpu - cpu, memory: left.memory - memory }), node);
}

function show({ cpu, memory }: Size): string {
  return `${formatCpu(cpu)} CPU and ${formatBytes(memory)}`;
}

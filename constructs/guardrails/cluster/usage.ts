import { parseBytes, parseCpu } from "../../../environments/schema/quantity";
import type { FinishedTree } from "../finished-tree";
import type { Fields, Kind } from "../kubernetes/objects";
import { allPods, type Container, containersOf, type Pods } from "../pods/pods";
import { replicasOf } from "../pods/replicas";
import { inNamespace } from "./namespaces";

/** What one thing asks for: so many times so much. */
export interface Demand {
  readonly name: string;
  readonly count: number;
  readonly each: number;
}

/** Kinds that a quota counts, by what it calls them. */
const counted: Readonly<Record<string, Kind>> = {
  configmaps: "ConfigMap",
  "cronjobs.batch": "CronJob",
  "deployments.apps": "Deployment",
  "jobs.batch": "Job",
  persistentvolumeclaims: "PersistentVolumeClaim",
  replicationcontrollers: "ReplicationController",
  resourcequotas: "ResourceQuota",
  secrets: "Secret",
  services: "Service",
  "statefulsets.apps": "StatefulSet",
};

/** What of a quota's item is asked for in its namespace; undefined for items that nothing declared here counts for. */
export function demandOf(
  tree: FinishedTree,
  item: string,
  namespace: string,
  counts: (pods: Pods) => boolean,
): readonly Demand[] | undefined {
  const pods = () => allPods(tree).filter((one) => !one.recorded && one.namespace === namespace && counts(one));
  const ofPods = (each: (one: Pods) => number) =>
    pods().map((one) => ({ name: one.name, count: mostPods(tree, one), each: each(one) }));
  const name = item.replace(/^count\//, "");
  if (name === "pods") return ofPods(() => 1);
  const [kind, resource] = /^(?:requests\.|limits\.)?(cpu|memory)$/.exec(name) ? splitItem(name) : [];
  if (kind && resource) return ofPods((one) => sizeOf(one, kind, resource));
  if (name === "requests.storage") return storageOf(tree, namespace);
  const declaredKind = counted[name];
  if (!declaredKind) return undefined;
  return inNamespace(tree, declaredKind, namespace).map((object) => ({ name: object.name ?? "", count: 1, each: 1 }));
}

function splitItem(item: string): readonly ["requests" | "limits", "cpu" | "memory"] {
  const [first, second] = item.split(".");
  return (second === undefined ? ["requests", first] : [first, second]) as ["requests" | "limits", "cpu" | "memory"];
}

/** At the busiest hour, without those that a rollout adds for a while. Of a daemon one on each node of the node group. */
function mostPods(tree: FinishedTree, pods: Pods): number {
  const { kind, controller } = pods;
  switch (kind) {
    case "Pod":
      return 1;
    case "DaemonSet":
      return tree.environment.cluster.workerNodes?.maximum ?? 0;
    case "Job":
      return Number(controller.parallelism ?? 1);
    case "CronJob": {
      const parallelism = Number(controller.jobTemplate?.spec?.parallelism ?? 1);
      return (controller.concurrencyPolicy ?? "Allow") === "Allow" ? 2 * parallelism : parallelism;
    }
    default:
      return replicasOf(tree, pods).maximum;
  }
}

/**
 * The sum of the containers, or the largest of those that run before them if that is more.
 * https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
function sizeOf(pods: Pods, kind: "requests" | "limits", resource: "cpu" | "memory"): number {
  const containers = containersOf(pods);
  const amount = (container: Container) => amountOf(container.fields, kind, resource);
  const lasting = containers.filter(({ init }) => !init).reduce((total, one) => total + amount(one), 0);
  return Math.max(lasting, ...containers.filter(({ init }) => init).map(amount));
}

function amountOf({ resources = {} }: Fields, kind: "requests" | "limits", resource: "cpu" | "memory"): number {
  const { requests = {}, limits = {} } = resources;
  const text = kind === "limits" ? limits[resource] : (requests[resource] ?? limits[resource]);
  return (resource === "cpu" ? parseCpu(`${text}`) : parseBytes(`${text}`)) ?? 0;
}

/** Claims, and those that stateful sets make for each pod. */
function storageOf(tree: FinishedTree, namespace: string): readonly Demand[] {
  const claims = inNamespace(tree, "PersistentVolumeClaim", namespace).map(({ name = "", fields }) => ({
    ...{ name, count: 1, each: claimed(fields) },
  }));
  const sets = allPods(tree).filter(
    (one) => one.kind === "StatefulSet" && !one.recorded && one.namespace === namespace,
  );
  return [
    ...claims,
    ...sets.map((pods) => ({
      name: pods.name,
      count: replicasOf(tree, pods).maximum,
      each: ((pods.controller.volumeClaimTemplates ?? []) as readonly Fields[]).reduce(
        (sum, one) => sum + claimed(one),
        0,
      ),
    })),
  ];
}

function claimed({ spec }: Fields): number {
  return parseBytes(`${spec?.resources?.requests?.storage}`) ?? 0;
}

import { recordedReleases } from "../charts/records";
import { type FinishedTree, oncePerTree } from "../finished-tree";
import type { Rule } from "../rule";
import type { Pods } from "./pods";
import { countedPods } from "./replicated";
import { servingContainers } from "./serving";

export const singleReplica: Rule = {
  id: "single-replica",
  title: "What others call has two replicas or more",
  severity: "high",
  sources: [
    "EKS best practices, reliability: Running highly-available applications",
    "AWS Well-Architected REL11-BP02",
  ],
  check: (tree) =>
    countedPods(tree)
      .filter(({ pods, replicas }) => pods.kind === "Deployment" && replicas.minimum === 1 && serves(tree, pods))
      .map(({ pods }) => ({
        ...pods.atController(pods.recorded ? undefined : "spec.replicas"),
        value: 1,
        problem: "requests go to a single pod: nobody answers while its node is drained or lost",
        fix: "run two or more, or let its autoscaler keep two",
      })),
};

/** A chart names a Service after what it leads to. */
const servicesOfCharts = oncePerTree(
  (tree) =>
    new Set(
      recordedReleases(tree).flatMap(({ record }) =>
        record.objects.filter(({ kind }) => kind === "Service").map(({ namespace, name }) => `${namespace}/${name}`),
      ),
    ),
);

function serves(tree: FinishedTree, pods: Pods): boolean {
  return pods.recorded
    ? servicesOfCharts(tree).has(`${pods.namespace}/${pods.name}`)
    : servingContainers(tree, pods).length > 0;
}

import type { FinishedTree } from "../finished-tree";
import type { Rule, Violation } from "../rule";
import { allPods, type Pods } from "./pods";
import { servingContainers } from "./serving";

/** Workers and jobs are called by nobody: they are well as long as they run. What charts probe is not recorded. */
export const podProbes: Rule = {
  id: "pod-probes",
  title: "What serves requests is asked whether it is ready and whether it lives",
  severity: "high",
  sources: [
    "EKS best practices, reliability: Running highly-available applications",
    "Kubernetes: Configure Liveness, Readiness and Startup Probes",
  ],
  check: (tree) =>
    allPods(tree)
      .filter(({ recorded, kind }) => !recorded && kind !== "Job" && kind !== "CronJob")
      .flatMap((pods) => unprobed(tree, pods)),
};

function unprobed(tree: FinishedTree, pods: Pods): readonly Violation[] {
  return servingContainers(tree, pods).flatMap(({ fields, at }) =>
    questions
      .filter(({ probe }) => !asks(fields[probe]))
      .map(({ name, consequence, fix }) => ({
        ...at(),
        value: fields.name,
        problem: `the container serves requests and has no ${name}: ${consequence}`,
        fix: `give it a ${name} ${fix}`,
      })),
  );
}

const questions = [
  {
    probe: "readinessProbe",
    name: "readiness probe",
    consequence: "they come before it can answer, and each rollout drops some",
    fix: "that asks for the path which answers 200 once it is ready",
  },
  {
    probe: "livenessProbe",
    name: "liveness probe",
    consequence: "when it hangs, it stays so",
    fix: "that asks for a connection to its port, or for what depends on nothing else",
  },
] as const;

/** An empty probe asks nothing. */
function asks(probe: Record<string, unknown> | undefined): boolean {
  return probe !== undefined && ["httpGet", "tcpSocket", "exec", "grpc"].some((way) => probe[way] !== undefined);
}

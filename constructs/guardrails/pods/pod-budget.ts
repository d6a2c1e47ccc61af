import { type FinishedTree, oncePerTree } from "../finished-tree";
import { type DeclaredObject, declared } from "../kubernetes/objects";
import type { Rule, Violation } from "../rule";
import type { Pods } from "./pods";
import type { Replicas } from "./replicas";
import { countedPods, type ReplicatedPods } from "./replicated";
import { SelectorIndex } from "./selection";

export const podBudget: Rule = {
  id: "pod-budget",
  title: "A disruption budget counts the replicas, and lets one go",
  severity: "high",
  sources: [
    "EKS best practices, reliability: Running highly-available applications",
    "EKS best practices, cluster upgrades",
    "Kubernetes: Specifying a Disruption Budget for your Application",
  ],
  check: (tree) =>
    countedPods(tree).flatMap(({ pods, replicas }) =>
      pods.recorded ? ofChart(pods, replicas) : ofDeclared(tree, { pods, replicas }),
    ),
};

function ofDeclared(tree: FinishedTree, { pods, replicas }: ReplicatedPods): readonly Violation[] {
  const counting = budgets(tree).choosing(pods.namespace, pods.labels);
  const [budget, other] = counting;
  if (!budget) return replicas.minimum > 1 ? [missing(pods, replicas)] : [];
  if (other) return [twice(pods, counting)];
  return blocks(budget, replicas) ? [blocking(budget, pods, replicas)] : [];
}

/** What a budget of a chart says is not recorded. */
function ofChart(pods: Pods, replicas: Replicas): readonly Violation[] {
  return replicas.minimum > 1 && !pods.recorded?.budget ? [missing(pods, replicas)] : [];
}

function missing(pods: Pods, { minimum }: Replicas): Violation {
  return {
    ...pods.atController(),
    value: pods.name,
    problem: `no disruption budget counts its ${minimum} pods: a drain of nodes may take all of them at once`,
    fix: 'declare a budget with maxUnavailable "25%" in its namespace, whose selector chooses the pods\' labels',
  };
}

function twice(pods: Pods, counting: readonly DeclaredObject[]): Violation {
  return {
    ...pods.atController(),
    value: counting.map(({ name }) => name),
    problem: "several disruption budgets count its pods, and the API then refuses every eviction: drains of nodes hang",
    fix: "keep one of them",
  };
}

function blocking({ at, fields, name }: DeclaredObject, pods: Pods, { minimum }: Replicas): Violation {
  const { maxUnavailable, minAvailable } = fields.spec;
  return {
    ...at(maxUnavailable === undefined ? "spec.minAvailable" : "spec.maxUnavailable"),
    value: maxUnavailable ?? minAvailable,
    problem: `the budget ${name} lets none of the ${minimum} pods of ${pods.name} go: drains and upgrades of nodes hang`,
    fix: 'write maxUnavailable: "25%", which is rounded up and so lets one go always',
  };
}

/** Kubernetes rounds shares up, what may be missing as well as what must stay. */
function blocks({ fields }: DeclaredObject, { minimum }: Replicas): boolean {
  const { maxUnavailable, minAvailable } = fields.spec ?? {};
  if (maxUnavailable !== undefined) return /^0+%?$/.test(`${maxUnavailable}`);
  const [, amount, share] = /^(\d+)(%)?$/.exec(`${minAvailable ?? ""}`) ?? [];
  if (amount === undefined) return false;
  return (share ? Math.ceil((Number(amount) * minimum) / 100) : Number(amount)) >= minimum;
}

const budgets = oncePerTree((tree) => {
  const index = new SelectorIndex<DeclaredObject>();
  for (const budget of declared(tree, "PodDisruptionBudget")) {
    index.add(budget.namespace, budget.fields.spec?.selector, budget);
  }
  return index;
});

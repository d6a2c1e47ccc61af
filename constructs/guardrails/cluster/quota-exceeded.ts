import { formatBytes, formatCpu, parseBytes, parseCpu } from "../../../environments/schema/quantity";
import type { FinishedTree } from "../finished-tree";
import { type DeclaredObject, declared, type Fields } from "../kubernetes/objects";
import type { Pods } from "../pods/pods";
import type { Rule, Violation } from "../rule";
import { demandOf } from "./usage";

/** How many of those that ask are named: a sum of hundreds is no message. */
const shown = 8;

/** Pods at their maximum, since that is when they are needed; what a rollout adds for a while finds room or waits. */
export const quotaExceeded: Rule = {
  id: "quota-exceeded",
  title: "A quota holds what the declared workloads of its namespace ask for",
  severity: "high",
  sources: ["Kubernetes: Resource Quotas", "EKS best practices, security: Multi-tenancy"],
  check: (tree) => declared(tree, "ResourceQuota").flatMap((quota) => ofQuota(tree, quota)),
};

function ofQuota(tree: FinishedTree, quota: DeclaredObject): readonly Violation[] {
  const { spec = {} } = quota.fields;
  const counts = scopeOf(spec);
  if (!counts) return [];
  return Object.entries<string>(spec.hard ?? {}).flatMap(([item, hard]) => {
    const { parse, format } = unitOf(item);
    const limit = parse(`${hard}`);
    const demand = demandOf(tree, item, quota.namespace, counts);
    if (limit === undefined || !demand) return [];
    const asking = demand.filter(({ count, each }) => count * each > 0);
    const sum = asking.reduce((total, { count, each }) => total + count * each, 0);
    if (sum <= limit) return [];
    const largest = [...asking].sort((a, b) => b.count * b.each - a.count * a.each).slice(0, shown);
    const terms = largest.map(({ name, count, each }) => `${name} ${count} x ${format(each)}`).join(", ");
    const others = asking.length > shown ? `, and ${asking.length - shown} others` : "";
    return [
      {
        ...quota.at(`spec.hard["${item}"]`),
        value: hard,
        problem: `what is declared in ${quota.namespace} asks for ${format(sum)} at its most (${terms}${others}), and the API refuses what goes beyond`,
        fix: `raise it to ${format(sum)} or more, or lower requests or the maximum of replicas`,
      },
    ];
  });
}

/** Which pods a quota is about; undefined where nobody knows that before they run. */
function scopeOf({ scopes = [], scopeSelector }: Fields): ((pods: Pods) => boolean) | undefined {
  if (scopes.length > 0) return undefined;
  const expressions: readonly Fields[] = scopeSelector?.matchExpressions ?? [];
  if (expressions.some(({ scopeName }) => scopeName !== "PriorityClass")) return undefined;
  return ({ spec }) => expressions.every((expression) => inClass(expression, spec.priorityClassName));
}

function inClass({ operator, values = [] }: Fields, name: string | undefined): boolean {
  if (operator === "Exists") return name !== undefined;
  if (operator === "DoesNotExist") return name === undefined;
  return (name !== undefined && values.includes(name)) === (operator === "In");
}

function unitOf(item: string) {
  if (/(^|\.)cpu$/.test(item)) return { parse: parseCpu, format: formatCpu };
  if (/(^|\.)(memory|storage)$/.test(item)) return { parse: parseBytes, format: formatBytes };
  return { parse: (text: string) => (/^\d+$/.test(text) ? Number(text) : undefined), format: String };
}

import { parseBytes, parseCpu } from "../../../environments/schema/quantity";
import type { Rule } from "../rule";
import { allPods, type Container, containersOf } from "./pods";

/** A limit on CPU is not asked for: it slows a container down on an idle node and protects nobody. */
export const podResources: Rule = {
  id: "pod-resources",
  title: "Containers state what they take, and how much memory at most",
  severity: "high",
  sources: [
    "EKS best practices, reliability: EKS Data Plane",
    "Kubernetes: Resource Management for Pods and Containers",
  ],
  check: (tree) =>
    allPods(tree).flatMap((pods) =>
      containersOf(pods).flatMap((container) => {
        const problem = problemOf(container);
        return problem ? [{ ...container.at("resources"), ...problem }] : [];
      }),
    ),
};

function problemOf({ fields }: Container) {
  const { requests = {}, limits = {} } = fields.resources ?? {};
  const missing = [
    // Kubernetes takes a limit for the request where only that is stated.
    ...(isStated(requests.cpu, parseCpu) || isStated(limits.cpu, parseCpu) ? [] : ["requests.cpu"]),
    ...(isStated(requests.memory, parseBytes) || isStated(limits.memory, parseBytes) ? [] : ["requests.memory"]),
    ...(isStated(limits.memory, parseBytes) ? [] : ["limits.memory"]),
  ];
  if (missing.length > 0) {
    return {
      value: fields.resources,
      problem: `the container ${fields.name} does not say ${missing.join(", ")}: the scheduler puts it on nodes that are full, and nothing keeps it from taking their memory`,
      fix: 'state what it takes, such as requests { cpu = "100m", memory = "128Mi" } and limits { memory = "128Mi" }',
    };
  }
  const request = parseBytes(`${requests.memory}`);
  const limit = parseBytes(`${limits.memory}`);
  if (request === undefined || limit === undefined || request <= limit) return undefined;
  return {
    value: fields.resources,
    problem: `the container ${fields.name} requests more memory than its limit, and the API refuses the pod`,
    fix: "raise limits.memory to requests.memory or more",
  };
}

/** Whether there is an amount. What only Terraform knows is taken for one; none at all reserves nothing. */
function isStated(amount: unknown, parse: (text: string) => number | undefined): boolean {
  return amount !== undefined && amount !== null && amount !== "" && parse(`${amount}`) !== 0;
}

import { ofChangedSpec } from "./changed-spec";
import type { Policy, Validation, Variable } from "./policy";

/**
 * Pods, and what makes them: a Deployment is refused with the message where somebody sees it, while its pods would be
 * refused unseen. Kyverno can derive the rules for controllers by itself, from those for pods as text; here the same
 * expression serves all, so that what is tested is what runs.
 */
export const podsAndControllers: Pick<Policy, "kinds" | "operations"> = {
  kinds: [
    // A container for debugging comes into a pod that runs already.
    { apiGroup: "", apiVersion: "v1", resources: ["pods", "pods/ephemeralcontainers"] },
    { apiGroup: "apps", apiVersion: "v1", resources: ["deployments", "statefulsets", "daemonsets"] },
    { apiGroup: "batch", apiVersion: "v1", resources: ["jobs", "cronjobs"] },
  ],
  operations: ["CREATE", "UPDATE"],
};

/** The spec of the pod, be it the object itself or what the object makes pods of. */
export const podSpec: Variable = {
  name: "podSpec",
  expression: [
    "object.kind == 'Pod' ? object.spec",
    "object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template.spec",
    "object.spec.template.spec",
  ].join(" : "),
};

/** Containers that run for as long as the pod, or before it: side-cars are among the latter. */
export const containers: Variable = {
  name: "containers",
  expression: "variables.podSpec.containers + variables.podSpec.?initContainers.orValue([])",
};

/** Those for debugging as well, which can't have requests or limits. */
export const allContainers: Variable = {
  name: "allContainers",
  expression: "variables.containers + variables.podSpec.?ephemeralContainers.orValue([])",
};

/** Something that must hold for each `container`. The message names those for which it does not. */
export function eachContainer(
  list: Variable,
  { expression, message }: Pick<Validation, "expression" | "message">,
): Validation {
  const all = `variables.${list.name}`;
  return ofChangedSpec({
    expression: `${all}.all(container, ${expression})`,
    message,
    offenders: `${all}.filter(container, !(${expression})).map(container, 'container ' + container.name)`,
  });
}

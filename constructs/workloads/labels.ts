/** What a workload is called and whose it is. Names are lower-case words joined by single hyphens. */
export interface WorkloadName {
  readonly name: string;
  readonly team: string;
  /** What part it plays, such as `web-service`. */
  readonly component: string;
}

/** Label that names the team which owns an object, so that cost, logs and policies can be told apart by team. */
export const teamLabel = "strata/team";

/**
 * Labels that find a workload's pods. They never change: a Deployment's selector is fixed once it exists. The name
 * alone would also find the pods of a job of the same name.
 */
export function selectorOf({ name, component }: WorkloadName): Record<string, string> {
  return { "app.kubernetes.io/name": name, "app.kubernetes.io/component": component };
}

/** All labels of a workload's objects. https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export function labelsOf(workload: WorkloadName): Record<string, string> {
  return {
    ...selectorOf(workload),
    "app.kubernetes.io/part-of": workload.team,
    "app.kubernetes.io/managed-by": "terraform",
    [teamLabel]: workload.team,
  };
}

/** What all objects of one workload have in common. */
export interface WorkloadObject {
  readonly workload: WorkloadName;
  /** Namespace of the team. */
  readonly namespace: string;
}

/** Metadata of an object that bears the workload's own name. */
export function metadataOf({ workload, namespace }: WorkloadObject, suffix = "") {
  return { name: `${workload.name}${suffix}`, namespace, labels: labelsOf(workload) };
}

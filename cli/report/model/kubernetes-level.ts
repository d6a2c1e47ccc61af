import type { KubernetesRule } from "./kubernetes-rule";

/** What rules come to, at a glance. */
export interface KubernetesLevel {
  readonly level: "reads" | "changes" | "anything";
  /** What deserves a second look, such as `secrets`. */
  readonly beware: readonly string[];
}

const reading = ["get", "list", "watch"];

/** Rights by which somebody gets further than they say. Source: Kubernetes docs, "RBAC good practices". */
const risky: readonly (readonly [string, RegExp, RegExp])[] = [
  ["secrets", /^(secrets|\*)$/, /./],
  ["exec", /^(pods\/(exec|attach)|\*)$/, /./],
  ["pods", /^(pods|\*)$/, /^(create|patch|update|\*)$/],
  ["workloads", /^(deployments|statefulsets|daemonsets|jobs|cronjobs|replicasets)$/, /^(create|patch|update|\*)$/],
  ["port-forward", /^pods\/portforward$/, /./],
  ["roles", /^(cluster)?role(binding)?s$/, /^(create|patch|update|bind|escalate|\*)$/],
  ["impersonation", /./, /^impersonate$/],
];

export function kubernetesLevel(rules: readonly KubernetesRule[]): KubernetesLevel {
  const all = rules.some(({ verbs, resources }) => verbs.includes("*") && resources.includes("*"));
  const changes = rules.some(({ verbs }) => verbs.some((verb) => !reading.includes(verb)));
  const beware = risky
    .filter(([, resource, verb]) => rules.some((rule) => some(rule.resources, resource) && some(rule.verbs, verb)))
    .map(([name]) => name);
  return { level: all ? "anything" : changes ? "changes" : "reads", beware: all ? [] : beware };
}

function some(values: readonly string[], pattern: RegExp): boolean {
  return values.some((value) => pattern.test(value));
}

import type { LabelSelector, RecordedContainer, RecordedPods } from "../../constructs/charts/chart-record";
import { hookOf, type Manifest } from "./manifests";
import type { Scopes } from "./scopes";

// biome-ignore lint/suspicious/noExplicitAny: the shape is that of the Kubernetes API
type Body = any;

/** Where each kind keeps the template of its pods. */
const templateOf: Readonly<Record<string, (manifest: Manifest) => Body>> = {
  Pod: ({ metadata, spec }) => ({ metadata, spec }),
  Deployment: ({ spec }) => spec.template,
  StatefulSet: ({ spec }) => spec.template,
  DaemonSet: ({ spec }) => spec.template,
  ReplicaSet: ({ spec }) => spec.template,
  Job: ({ spec }) => spec.template,
  CronJob: ({ spec }) => spec.jobTemplate.spec.template,
};

/** What all these objects make run. */
export function podsIn(manifests: readonly Manifest[], scopes: Scopes, namespace: string): readonly RecordedPods[] {
  const budgets = manifests.filter(({ kind }) => kind === "PodDisruptionBudget");
  return manifests.flatMap((manifest) => {
    const template = templateOf[manifest.kind]?.(manifest);
    if (!template) return [];
    const name = scopes.nameOf(manifest, namespace);
    const budget = budgets.find(
      (one) => scopes.nameOf(one, namespace).namespace === name.namespace && counts(one, template),
    );
    return [{ ...name, ...workload(manifest, budget), ...pod(template.spec) }];
  });
}

function workload(manifest: Manifest, budget: Manifest | undefined) {
  const hook = hookOf(manifest);
  const { replicas } = manifest.spec;
  return {
    ...(typeof replicas === "number" && { replicas }),
    ...(hook !== undefined && { hook }),
    ...(budget && { budget: budget.metadata.name }),
  };
}

function pod(spec: Body): Omit<RecordedPods, "kind" | "name" | "namespace"> {
  const volumes: readonly Body[] = spec.volumes ?? [];
  const host = ["hostNetwork", "hostPID", "hostIPC"].filter((field) => spec[field] === true);
  const types = volumes
    .flatMap((volume) => Object.keys(volume))
    .filter((type) => type !== "name" && type !== "hostPath");
  const hostPaths = volumes.flatMap(({ hostPath }) => (hostPath ? [hostPath.path] : []));
  const spread = (spec.topologySpreadConstraints ?? []).map(({ topologyKey }: Body) => topologyKey);
  return {
    ...given({
      priorityClassName: spec.priorityClassName,
      serviceAccountName: spec.serviceAccountName,
      host: unique(host),
      hostPaths: unique(hostPaths),
      volumes: unique(types),
      securityContext: spec.securityContext,
      spreadOver: unique(spread),
      nodeSelector: spec.nodeSelector,
    }),
    containers: [
      ...(spec.initContainers ?? []).map((one: Body) => ({ ...container(one), init: true })),
      ...(spec.containers ?? []).map(container),
    ],
  };
}

function container({ name, image, resources, securityContext, ports = [] }: Body): RecordedContainer {
  const hostPorts = ports.flatMap(({ hostPort }: Body) => (hostPort ? [hostPort] : []));
  return { name, image, ...given({ resources, securityContext, hostPorts }) };
}

/** Whether the budget's selector matches the pods of the template. */
function counts({ spec }: Manifest, template: Body): boolean {
  const { matchLabels = {} }: LabelSelector = spec.selector ?? {};
  const labels = template.metadata?.labels ?? {};
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}

/** Without what is undefined or empty. */
function given(fields: Readonly<Record<string, unknown>>): Record<string, never> {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && !isEmpty(value));
  return Object.fromEntries(said) as Record<string, never>;
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

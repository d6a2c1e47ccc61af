import type { KubernetesObject } from "../../support/kubernetes-objects";

/** Templates of pods, by the kind that makes pods of them. */
// biome-ignore lint/suspicious/noExplicitAny: the specs of five kinds
const templates: Readonly<Record<string, (spec: any) => any>> = {
  Deployment: ({ template }) => template,
  StatefulSet: ({ template }) => template,
  DaemonSet: ({ template }) => template,
  Job: ({ template }) => template,
  CronJob: ({ jobTemplate }) => jobTemplate.spec.template,
};

/** The pod that a controller would make of an object; none of kinds that make no pods. */
export function podsOf({ kind, metadata, spec }: KubernetesObject): readonly KubernetesObject[] {
  const template = templates[kind]?.(spec);
  if (!template) return [];
  const { name, namespace } = metadata;
  const labels = template.metadata?.labels ?? {};
  const volumes = [...(template.spec.volumes ?? []), ...(spec.volumeClaimTemplates ?? []).map(claimed)];
  const pod = { ...template.spec, volumes };
  return [{ apiVersion: "v1", kind: "Pod", metadata: { name: `${name}-0`, namespace, labels }, spec: pod }];
}

/** The volume that a stateful set hands each of its pods. */
function claimed({ metadata }: KubernetesObject) {
  return { name: metadata.name, persistentVolumeClaim: { claimName: `${metadata.name}-0` } };
}

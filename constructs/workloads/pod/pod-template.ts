import type { DeploymentV1SpecTemplate } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { labelsOf, type WorkloadName } from "../labels";
import { type ContainerProps, containerOf } from "./container";
import { podSecurity } from "./security";
import type { spreadOf } from "./spread";
import { type PodVolume, volumeOf } from "./volumes";

/** Nodes that are closed to other pods. */
export interface Toleration {
  readonly key: string;
  /** @default - any value */
  readonly value?: string;
  /** @default - any effect */
  readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

export interface PodTemplateProps {
  readonly workload: WorkloadName;
  readonly serviceAccountName: string;
  readonly containers: readonly ContainerProps[];
  /** Run before the others, one after the other. @default - none */
  readonly initContainers?: readonly ContainerProps[];
  readonly volumes: readonly PodVolume[];
  /** Beside those of the workload. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Pods are replaced when one of these changes. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Between SIGTERM and SIGKILL, hooks included. */
  readonly terminationGracePeriodSeconds: number;
  /** @default - wherever there is room */
  readonly topologySpreadConstraint?: ReturnType<typeof spreadOf>;
  /** @default - the class of pods that name none */
  readonly priorityClassName?: string;
  /** @default - "Always" */
  readonly restartPolicy?: "Never";
  /** @default - none */
  readonly tolerations?: readonly Toleration[];
  /** @default - none */
  readonly nodeLabels?: Readonly<Record<string, string>>;
}

/** A pod by the profile `restricted`, without a token for the Kubernetes API. */
export function podTemplate(props: PodTemplateProps): DeploymentV1SpecTemplate {
  const { workload, containers, initContainers = [], volumes, annotations, tolerations = [], nodeLabels = {} } = props;
  const { topologySpreadConstraint, priorityClassName, restartPolicy } = props;
  return {
    metadata: { labels: { ...labelsOf(workload), ...props.labels }, annotations: { ...annotations } },
    spec: {
      serviceAccountName: props.serviceAccountName,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: props.terminationGracePeriodSeconds,
      securityContext: podSecurity,
      ...(priorityClassName !== undefined && { priorityClassName }),
      ...(restartPolicy && { restartPolicy }),
      ...(topologySpreadConstraint && { topologySpreadConstraint }),
      ...(Object.keys(nodeLabels).length > 0 && { nodeSelector: { ...nodeLabels } }),
      ...(tolerations.length > 0 && { toleration: tolerations.map(tolerationOf) }),
      ...(initContainers.length > 0 && { initContainer: initContainers.map(containerOf) }),
      container: containers.map(containerOf),
      volume: volumes.map(volumeOf),
    },
  };
}

function tolerationOf({ key, value, effect }: Toleration) {
  return { key, operator: value === undefined ? "Exists" : "Equal", value, effect };
}

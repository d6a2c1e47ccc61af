import {
  HorizontalPodAutoscalerV2,
  type HorizontalPodAutoscalerV2SpecMetric,
} from "@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { metadataOf, type WorkloadObject } from "./labels";

export interface Replicas {
  /** Pods that run at the quietest hour; two or more, so that one can go. */
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * A number that something other than the metrics server gives: an adapter has to serve it under `custom.metrics.k8s.io`
 * (`pods`) or `external.metrics.k8s.io` (`external`). Without one the autoscaler goes on with the others that are named,
 * and never scales down.
 */
export type CustomMetric =
  | {
      /** Of each pod, such as the requests that it has in hand. */
      readonly kind: "pods";
      readonly name: string;
      /** What the pods should have on average, as a Kubernetes quantity: "20" or "500m". */
      readonly average: string;
    }
  | {
      /** Of something outside the cluster, such as the length of a queue. */
      readonly kind: "external";
      readonly name: string;
      /** Labels that choose the series. @default - none */
      readonly labels?: Readonly<Record<string, string>>;
      /** What falls to each pod on average, as a Kubernetes quantity. */
      readonly average: string;
    };

/** What the number of pods follows. The metric that asks for the most pods decides. */
export interface Scaling {
  /** Share of the requested CPU that the pods should use on average, in percent. @default - 70 where no other is named */
  readonly cpuPercent?: number;
  /** Share of the requested memory, in percent. @default - memory does not count */
  readonly memoryPercent?: number;
  /** @default - none */
  readonly metrics?: readonly CustomMetric[];
}

export interface AutoscalerProps extends WorkloadObject {
  /** The Deployment, which bears the workload's name. */
  readonly deployment: ITerraformDependable;
  readonly replicas: Replicas;
  /** @default - 70 % of the requested CPU */
  readonly scaling?: Scaling;
}

/** Both directions are written out: the API server fills in what is missing, and every plan would show it as a change. */
const behavior = {
  scaleUp: [
    {
      selectPolicy: "Max",
      stabilizationWindowSeconds: 0,
      policy: [
        { type: "Pods", value: 4, periodSeconds: 15 },
        { type: "Percent", value: 100, periodSeconds: 15 },
      ],
    },
  ],
  // Slowly down: a short lull must not take away what the next peak needs.
  scaleDown: [
    {
      selectPolicy: "Max",
      stabilizationWindowSeconds: 300,
      policy: [{ type: "Percent", value: 25, periodSeconds: 60 }],
    },
  ],
};

/** Keeps the number of a Deployment's pods in step with what they have to do. */
export class Autoscaler extends HorizontalPodAutoscalerV2 {
  constructor(scope: Construct, id: string, { deployment, replicas, scaling = {}, ...object }: AutoscalerProps) {
    super(scope, id, {
      metadata: metadataOf(object),
      spec: {
        minReplicas: replicas.minimum,
        maxReplicas: replicas.maximum,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: object.workload.name },
        metric: metricsOf(scaling),
        behavior,
      },
      dependsOn: [deployment],
    });
  }
}

const usualCpuPercent = 70;

function metricsOf({ cpuPercent, memoryPercent, metrics = [] }: Scaling): HorizontalPodAutoscalerV2SpecMetric[] {
  const named = memoryPercent !== undefined || metrics.length > 0;
  const cpu = cpuPercent ?? (named ? undefined : usualCpuPercent);
  return [
    ...(cpu === undefined ? [] : [utilization("cpu", cpu)]),
    ...(memoryPercent === undefined ? [] : [utilization("memory", memoryPercent)]),
    ...metrics.map(customMetric),
  ];
}

function utilization(name: "cpu" | "memory", percent: number): HorizontalPodAutoscalerV2SpecMetric {
  return { type: "Resource", resource: { name, target: { type: "Utilization", averageUtilization: percent } } };
}

function customMetric(metric: CustomMetric): HorizontalPodAutoscalerV2SpecMetric {
  const target = { type: "AverageValue", averageValue: metric.average };
  if (metric.kind === "pods") return { type: "Pods", pods: { metric: { name: metric.name }, target } };
  const selector = metric.labels && [{ matchLabels: { ...metric.labels } }];
  return { type: "External", external: { metric: { name: metric.name, ...(selector && { selector }) }, target } };
}

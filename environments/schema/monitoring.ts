import { z } from "zod";
import { number, text } from "./field";
import { bytes } from "./primitives";
import {
  alertTopic,
  metricReplicas,
  metricRetention,
  metricStorage,
  secretKey,
  secretName,
} from "./rules/values/monitoring";

/** Where an address stands that whoever knows it may call: in a Secret of the namespace `cluster-services`. */
const addressSecret = z.strictObject({
  /** Name of the Secret, which somebody else makes, such as the operator of external secrets. */
  secretName: text(secretName),
  /** Key of the entry that holds the address. @default "url" */
  key: text(secretKey).default("url"),
});

const topic = {
  /** SNS topic of the environment's region that alerts are published to. @default - none */
  snsTopicArn: text(alertTopic).optional(),
};

/** Without a receiver alerts are seen by those who look at Alertmanager, and nobody is woken. */
const alerts = z
  .strictObject({
    ...topic,
    /** Webhook that gets the same alerts. @default - none */
    webhook: addressSecret.optional(),
    /**
     * Webhook that is called every five minutes for as long as monitoring works: a service outside of the cluster, which
     * speaks up when the calls stay away. @default - none: nobody notices that monitoring itself is down
     */
    heartbeat: addressSecret.optional(),
  })
  .prefault({});

/**
 * Metrics, alerts and dashboards of the platform. Prometheus inside the cluster costs volumes and room on the system nodes;
 * Amazon Managed Service for Prometheus costs by sample.
 */
export const monitoring = z
  .discriminatedUnion("kind", [
    /** Prometheus, Alertmanager and Grafana inside the cluster. */
    z.strictObject({
      kind: z.literal("prometheus"),
      /** Days that metrics are kept, as far as the volume holds them. @default 15 */
      retentionDays: number(metricRetention).default(15),
      /** Volume of each replica; it only grows. @default 50 */
      storageGiB: number(metricStorage).default(50),
      /** Memory of each replica: about 2 GiB for 500 pods. @default "2Gi" */
      memory: bytes.default("2Gi"),
      /** Each in another zone; with one there are no metrics while its node is replaced. @default 2 */
      replicas: number(metricReplicas).default(2),
      alerts,
    }),
    /** Amazon Managed Service for Prometheus, which scrapes, stores and alerts. */
    z.strictObject({
      kind: z.literal("managed-prometheus"),
      /** Without a topic nobody is woken. */
      alerts: z.strictObject(topic).prefault({}),
    }),
    /** Nothing of all that. */
    z.strictObject({ kind: z.literal("none") }),
  ])
  .prefault({ kind: "prometheus" });

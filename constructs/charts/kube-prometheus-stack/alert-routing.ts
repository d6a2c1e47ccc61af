import { clusterServices } from "../namespaces";
import { routing } from "./alertmanager";

/** An entry of a Secret in the namespace of Alertmanager. */
export interface SecretEntry {
  readonly secretName: string;
  readonly key: string;
}

export interface AlertReceivers {
  /** Region of the topic. */
  readonly region: string;
  /** @default - none */
  readonly snsTopicArn?: string;
  /** Webhook that gets alerts. @default - none */
  readonly webhook?: SecretEntry;
  /** Webhook that gets the sign of life. @default - none */
  readonly heartbeat?: SecretEntry;
}

/** Alert that always fires: when it stays away, monitoring is down. */
export const watchdog = "Watchdog";

const equals = (name: string, value: string) => ({ name, value, matchType: "=" });

/**
 * Who is told what, as the custom resource that Alertmanager's operator makes its configuration of. What is broken for
 * long is told again, more seldom when it is a warning; a critical alert keeps the warning on the same thing quiet.
 *
 * Fields: prometheus-operator, AlertmanagerConfig v1alpha1, as the chart's definition at `kube-prometheus-stack-88.5.3` has
 * them.
 */
export function alertRouting(receivers: AlertReceivers) {
  const { heartbeat } = receivers;
  return {
    apiVersion: "monitoring.coreos.com/v1alpha1",
    kind: "AlertmanagerConfig",
    metadata: { name: routing, namespace: clusterServices },
    spec: {
      route: {
        receiver: "platform",
        groupBy: ["alertname", "namespace"],
        groupWait: "30s",
        groupInterval: "5m",
        repeatInterval: "24h",
        routes: [
          {
            matchers: [equals("alertname", watchdog)],
            receiver: "heartbeat",
            // Nobody is told of it but the service that waits for it.
            ...(heartbeat && { groupWait: "0s", groupInterval: "1m", repeatInterval: "5m" }),
          },
          { matchers: [equals("severity", "critical")], receiver: "platform", repeatInterval: "4h" },
        ],
      },
      inhibitRules: [
        {
          sourceMatch: [equals("severity", "critical")],
          targetMatch: [equals("severity", "warning")],
          equal: ["namespace", "alertname"],
        },
      ],
      receivers: [
        { name: "platform", ...told(receivers) },
        { name: "heartbeat", ...(heartbeat && { webhookConfigs: [webhook(heartbeat, false)] }) },
      ],
    },
  };
}

/** Without a receiver alerts stay where they can be looked at. */
function told({ region, snsTopicArn, webhook: address }: AlertReceivers) {
  return {
    // Signed with the role of its pods.
    ...(snsTopicArn && { snsConfigs: [{ topicARN: snsTopicArn, sigv4: { region }, sendResolved: true }] }),
    ...(address && { webhookConfigs: [webhook(address, true)] }),
  };
}

function webhook({ secretName, key }: SecretEntry, sendResolved: boolean) {
  return { urlSecret: { name: secretName, key }, sendResolved };
}

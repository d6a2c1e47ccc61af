import type { Environment } from "../environments/schema/environment";

/** Who is told of alerts, as the environment names them: a topic by its ARN, webhooks by their Secret. */
export function alertReceivers({ monitoring }: Environment): readonly string[] {
  if (monitoring.kind === "none") return [];
  const { snsTopicArn } = monitoring.alerts;
  const webhook = monitoring.kind === "prometheus" ? monitoring.alerts.webhook : undefined;
  return [
    ...(snsTopicArn ? [snsTopicArn] : []),
    ...(webhook ? [`the webhook in the Secret ${webhook.secretName}`] : []),
  ];
}

/** One line for people: an alert that nobody gets looks like one that never fires. */
export function alertLine(receivers: readonly string[]): string {
  return receivers.length > 0
    ? `Alerts go to ${receivers.join(" and ")}.`
    : "Alerts wake nobody: monitoring.alerts in the environment names no receiver (docs/operations/alerts.md).";
}

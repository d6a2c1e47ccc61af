import { watchdog } from "../charts/kube-prometheus-stack/alert-routing";

/**
 * Who is told what, as the managed service's alert manager takes it: a text within a text. The sign of life is dropped:
 * the service knows no receiver that would wait for it.
 * https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-config.html
 */
export function managedRouting({
  snsTopicArn,
  region,
}: {
  readonly snsTopicArn: string;
  readonly region: string;
}): string {
  const configuration = {
    route: {
      receiver: "platform",
      group_by: ["alertname", "namespace"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: "24h",
      routes: [
        { matchers: [`alertname = ${watchdog}`], receiver: "nobody" },
        { matchers: ["severity = critical"], receiver: "platform", repeat_interval: "4h" },
      ],
    },
    inhibit_rules: [
      {
        source_matchers: ["severity = critical"],
        target_matchers: ["severity = warning"],
        equal: ["namespace", "alertname"],
      },
    ],
    receivers: [
      {
        name: "platform",
        sns_configs: [{ topic_arn: snsTopicArn, sigv4: { region }, send_resolved: true }],
      },
      { name: "nobody" },
    ],
  };
  return JSON.stringify({ alertmanager_config: JSON.stringify(configuration, null, 2) });
}

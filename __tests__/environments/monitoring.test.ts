import { type Changes, findingsOn, validated } from "./broken";

const topic = "arn:aws:sns:eu-central-1:111122223333:on-call";
const topicRule =
  "alerts are sent to a standard SNS topic, by its ARN. Fix: write it as in arn:aws:sns:eu-central-1:111122223333:platform-alerts. [ENV_ALERT_TOPIC]";
const prometheus = (settings: object): Changes => ({ monitoring: { kind: "prometheus", ...settings } });

it.each<readonly [string, Changes, readonly string[]]>([
  [
    "a kind that there is not",
    { monitoring: { kind: "datadog" } },
    [
      'monitoring.kind is "datadog": the choices are prometheus, managed-prometheus, none. Fix: write one of them. [ENV_CHOICE]',
    ],
  ],
  [
    "metrics that are never kept, on a volume that holds none, in three copies",
    prometheus({ retentionDays: 0, storageGiB: 5, replicas: 3 }),
    [
      "monitoring.retentionDays is 0: Prometheus keeps metrics for 1 to 3650 days, a whole number. Fix: write a number such as 15. [ENV_METRIC_RETENTION]",
      "monitoring.storageGiB is 5: a volume of Prometheus has 10 to 16384 GiB, a whole number. Fix: write a number such as 50. [ENV_METRIC_STORAGE]",
      "monitoring.replicas is 3: there are 1 to 2 replicas of Prometheus, a whole number: each scrapes and stores everything, so that a third only costs. Fix: write a number such as 2. [ENV_METRIC_REPLICAS]",
    ],
  ],
  [
    "a topic by its name",
    prometheus({ alerts: { snsTopicArn: "on-call" } }),
    [`monitoring.alerts.snsTopicArn is "on-call": ${topicRule}`],
  ],
  [
    "a topic that keeps an order",
    prometheus({ alerts: { snsTopicArn: `${topic}.fifo` } }),
    [`monitoring.alerts.snsTopicArn is "${topic}.fifo": ${topicRule}`],
  ],
  [
    "a topic elsewhere, whoever evaluates the alerts",
    { monitoring: { kind: "managed-prometheus", alerts: { snsTopicArn: topic.replace("central", "west") } } },
    [
      'monitoring.alerts.snsTopicArn is "arn:aws:sns:eu-west-1:111122223333:on-call": the topic of alerts is in the environment\'s own region. Fix: name a topic in eu-central-1. [ENV_ALERT_TOPIC_REGION]',
    ],
  ],
  [
    "an address in the place of a Secret's name, and a key with a blank",
    prometheus({ alerts: { webhook: { secretName: "https://hooks.example.com/T0/B0/x", key: "the url" } } }),
    [
      "monitoring.alerts.webhook.secretName: the name of a Kubernetes Secret has small letters, digits, hyphens and dots, 253 at most. Fix: write the name of a Secret in the namespace cluster-services, never what stands in it. [ENV_KUBERNETES_SECRET]",
      'monitoring.alerts.webhook.key is "the url": the key of an entry in a Kubernetes Secret has letters, digits, hyphens, underscores and dots. Fix: write the key under which the Secret holds the address, such as url. [ENV_SECRET_KEY]',
    ],
  ],
  [
    "webhooks that the managed service does not know",
    { monitoring: { kind: "managed-prometheus", alerts: { webhook: { secretName: "hook" } } } },
    [
      "monitoring.alerts.webhook: monitoring.alerts has no such key. Fix: leave it out, or choose among snsTopicArn. [ENV_UNKNOWN_KEY]",
    ],
  ],
])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

it.each<readonly [string, Changes]>([
  ["no monitoring", { monitoring: { kind: "none" } }],
  ["the managed service without a receiver", { monitoring: { kind: "managed-prometheus" } }],
  ["a small one", prometheus({ retentionDays: 3, storageGiB: 10, memory: "1Gi", replicas: 1 })],
  [
    "every receiver",
    prometheus({
      alerts: {
        snsTopicArn: topic,
        webhook: { secretName: "alert-hook" },
        heartbeat: { secretName: "dead-man.switch" },
      },
    }),
  ],
])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));

it("takes the address of a webhook from the entry url", () => {
  const { monitoring } = validated(prometheus({ alerts: { heartbeat: { secretName: "switch" } } }));
  expect(monitoring).toMatchObject({ alerts: { heartbeat: { secretName: "switch", key: "url" } } });
});

import { looksLikeCredential } from "../../../../constructs/guardrails/secrets/credentials";
import { valueRule } from "../value-rule";
import { wholeNumber } from "./whole-number";

/** Ten years is no limit of Prometheus, but what fits on a volume is. */
export const metricRetention = wholeNumber({
  code: "ENV_METRIC_RETENTION",
  subject: "Prometheus keeps metrics for",
  unit: "days",
  from: 1,
  to: 3650,
  example: 15,
});

/** https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html for gp3; below 10 GiB a day's metrics may not fit. */
export const metricStorage = wholeNumber({
  code: "ENV_METRIC_STORAGE",
  subject: "a volume of Prometheus has",
  unit: "GiB",
  from: 10,
  to: 16384,
  example: 50,
});

export const metricReplicas = wholeNumber({
  code: "ENV_METRIC_REPLICAS",
  subject: "there are",
  unit: "replicas of Prometheus",
  because: "each scrapes and stores everything, so that a third only costs",
  from: 1,
  to: 2,
  example: 2,
});

/** https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html; a name that ends in .fifo is one of a queue-like topic. */
export const alertTopic = valueRule<string>({
  code: "ENV_ALERT_TOPIC",
  states: "alerts are sent to a standard SNS topic, by its ARN",
  fix: "write it as in arn:aws:sns:eu-central-1:111122223333:platform-alerts",
  allows: (value) => /^arn:(aws|aws-cn|aws-us-gov):sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/.test(value),
});

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const secretName = valueRule<string>({
  code: "ENV_KUBERNETES_SECRET",
  states: "the name of a Kubernetes Secret has small letters, digits, hyphens and dots, 253 at most",
  fix: "write the name of a Secret in the namespace cluster-services, never what stands in it",
  // Whoever writes the address itself here finds it in no log as well.
  hidden: true,
  // What looks like a credential has its own finding.
  allows: (value) =>
    looksLikeCredential(value) || (value.length <= 253 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(value)),
});

/** https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data */
export const secretKey = valueRule<string>({
  code: "ENV_SECRET_KEY",
  states: "the key of an entry in a Kubernetes Secret has letters, digits, hyphens, underscores and dots",
  fix: "write the key under which the Secret holds the address, such as url",
  allows: (value) => /^[A-Za-z0-9._-]{1,253}$/.test(value),
});

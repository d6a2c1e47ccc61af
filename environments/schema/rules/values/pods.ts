import { type ValueRule, valueRule } from "../value-rule";
import { wholeNumber } from "./whole-number";

export const probeSeconds = wholeNumber({
  code: "ENV_PROBE_SECONDS",
  subject: "a probe is made, or waited for, every",
  unit: "seconds",
  from: 1,
  to: 600,
  example: 10,
});

export const probeFailures = wholeNumber({
  code: "ENV_PROBE_FAILURES",
  subject: "a probe has to fail",
  unit: "times",
  from: 1,
  to: 600,
  example: 3,
});

/** Nodes that are drained wait for so long, and no longer than an hour for drain and finish together. */
export const shutdownSeconds = wholeNumber({
  code: "ENV_SHUTDOWN_SECONDS",
  subject: "a pod that is to go has",
  unit: "seconds",
  from: 0,
  to: 1800,
  example: 30,
});

/** https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/: more than is requested may be meant. */
export const utilization = wholeNumber({
  code: "ENV_UTILIZATION",
  subject: "pods use, of what they request,",
  unit: "percent",
  from: 10,
  to: 400,
  example: 70,
});

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export const metricQuantity = valueRule<string>({
  code: "ENV_METRIC_QUANTITY",
  states: "the target of a metric is a quantity above zero: a number, or one with m, k, M or G",
  fix: 'write it as in "20" or "500m"',
  allows: (value) => /^\d+(\.\d+)?[mkMG]?$/.test(value) && Number.parseFloat(value) > 0,
});

/** https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels, without names that have to be quoted. */
export const metricName = valueRule<string>({
  code: "ENV_METRIC_NAME",
  states: "the name of a metric has letters, digits, underscores and colons, and begins with no digit",
  fix: "write it as Prometheus has it, as in requests_in_flight",
  allows: (value) => /^[A-Za-z_:][\w:]*$/.test(value),
});

export const metricsPath = valueRule<string>({
  code: "ENV_METRICS_PATH",
  states: "a path of metrics starts with a slash and has no space, query or fragment",
  fix: "write it as in /metrics",
  allows: (value) => /^\/[^\s?#]*$/.test(value),
});

/** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy */
export const podShare: ValueRule<string> = valueRule({
  code: "ENV_POD_SHARE",
  states: "a share of pods is a number of them, or a percentage of 0 to 100",
  fix: 'write it as in "1" or "25%"',
  allows: (value) => /^(\d{1,3}|([0-9]|[1-9][0-9]|100)%)$/.test(value),
});

import { type Changes, findingsOn, validated } from "./broken";

type Refusal = readonly [title: string, changes: Changes, findings: readonly string[]];
type Metric = { readonly kind: "pods" | "external"; readonly name: string };

/** A worker beside the apps of the demo that are web services, which scales by a metric. */
const scaled = (metric: Metric, more: object = {}): Changes => ({
  "apps.5": {
    kind: "worker",
    name: "labels",
    team: "fulfilment",
    image: { tag: "1.0.0" },
    scaling: { metrics: [{ ...metric, average: "20" }] },
    ...more,
  },
});
const inHand = { kind: "pods", name: "labels_in_hand" } as const;
const waiting = { kind: "external", name: "labels_waiting" } as const;
const metrics = { port: 9464 };

describe("metrics of apps", () => {
  it.each<Refusal>([
    [
      "what nobody serves where the managed service has the metrics",
      { ...scaled(inHand, { metrics }), monitoring: { kind: "managed-prometheus" } },
      [
        'apps[5].scaling.metrics[0].name (labels) is "labels_in_hand": an app scales by metrics of apps where Prometheus runs inside the cluster. Fix: write monitoring: { kind: "prometheus" } instead of "managed-prometheus", or scale by cpuPercent or memoryPercent. [ENV_METRIC_UNSERVED]',
      ],
    ],
    [
      "what nobody serves where nothing is monitored, once",
      { ...scaled(inHand), monitoring: { kind: "none" } },
      [
        'apps[5].scaling.metrics[0].name (labels) is "labels_in_hand": an app scales by metrics of apps where Prometheus runs inside the cluster. Fix: write monitoring: { kind: "prometheus" } instead of "none", or scale by cpuPercent or memoryPercent. [ENV_METRIC_UNSERVED]',
      ],
    ],
    [
      "what the app's pods do not tell",
      scaled(inHand),
      [
        'apps[5].scaling.metrics[0].name (labels) is "labels_in_hand": an app scales by what its own pods tell, or by what those of its team do (external). Fix: add metrics, as in metrics: { port: 9090 }, or scale by cpuPercent or memoryPercent. [ENV_METRIC_UNTOLD]',
      ],
    ],
    [
      "what nobody of the team tells, though another team's app may",
      { ...scaled(waiting), "apps.0.metrics": metrics },
      [
        'apps[5].scaling.metrics[0].name (labels) is "labels_waiting": an app scales by what its own pods tell, or by what those of its team do (external). Fix: add metrics to an app of the team that tells it, as in metrics: { port: 9090 }, or scale by cpuPercent or memoryPercent. [ENV_METRIC_UNTOLD]',
      ],
    ],
    [
      "a counter as it is",
      scaled({ kind: "pods", name: "labels_total" }, { metrics }),
      [
        'apps[5].scaling.metrics[0].name (labels) is "labels_total": counters are served as <name>_per_second, and buckets, sums and counts of histograms not at all. Fix: write labels_per_second. [ENV_METRIC_ENDING]',
      ],
    ],
    [
      "a part of a histogram",
      scaled({ kind: "pods", name: "print_seconds_bucket" }, { metrics }),
      [
        'apps[5].scaling.metrics[0].name (labels) is "print_seconds_bucket": counters are served as <name>_per_second, and buckets, sums and counts of histograms not at all. Fix: name a gauge, or a counter by the second. [ENV_METRIC_ENDING]',
      ],
    ],
    [
      "a path that is an address, and a port of the system's",
      { "apps.0.metrics": { port: 80, path: "metrics?all" } },
      [
        "apps[0].metrics.port (web) is 80: a container listens on port 1024 to 65535, a whole number: lower ones need root, and pods do not run as root. Fix: write a number such as 8080. [ENV_PORT]",
        'apps[0].metrics.path (web) is "metrics?all": a path of metrics starts with a slash and has no space, query or fragment. Fix: write it as in /metrics. [ENV_METRICS_PATH]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<readonly [string, Changes]>([
    ["what the app's own pods tell", scaled(inHand, { metrics })],
    ["what another app of the team tells", { ...scaled(waiting), "apps.3.metrics": metrics }],
    [
      "CPU where nobody serves metrics",
      { "apps.5": undefined, monitoring: { kind: "none" }, "apps.0.metrics": metrics },
    ],
  ])("takes %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));

  it("asks at /metrics unless told otherwise", () => {
    expect(validated({ "apps.0.metrics": metrics }).apps[0]).toMatchObject({
      metrics: { port: 9464, path: "/metrics" },
    });
  });
});

import { kubePrometheusStack } from "../../../constructs/charts/kube-prometheus-stack";
import { type AlertReceivers, alertRouting } from "../../../constructs/charts/kube-prometheus-stack/alert-routing";
import { systemNodeLabel } from "../../../constructs/charts/system-nodes";
import { at, charts } from "./all-charts";

const chart = charts["kube-prometheus-stack"];

describe("secrets", () => {
  it("Grafana has neither an administrator nor a way to log in, and reads no Secret", () => {
    expect(at(chart, "grafana.env")).toEqual({ GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: "true" });
    const { grafana } = chart.values as { grafana: { "grafana.ini": Record<string, unknown> } };
    expect(grafana["grafana.ini"]).toMatchObject({
      auth: { disable_login_form: true },
      "auth.basic": { enabled: false },
      "auth.anonymous": { enabled: true, org_role: "Viewer" },
    });
    expect(at(chart, "grafana.rbac.create")).toBe(false);
    expect(at(chart, "grafana.automountServiceAccountToken")).toBe(false);
    for (const kind of ["dashboards", "datasources"]) {
      expect(at(chart, `grafana.sidecar.${kind}.enabled`)).toBe(false);
    }
  });

  it("Alertmanager takes its configuration from a custom resource, in place of the chart's Secret", () => {
    expect(at(chart, "alertmanager.alertmanagerSpec")).toMatchObject({
      useExistingSecret: true,
      alertmanagerConfiguration: { name: "platform" },
    });
    expect(at(chart, "extraManifests.0")).toMatchObject({
      kind: "AlertmanagerConfig",
      metadata: { name: "platform", namespace: "cluster-services" },
    });
  });

  it("nobody looks at Secrets and ConfigMaps to count them", () => {
    const collectors = Object.values(at(chart, "kube-state-metrics.collectors") as string[]);
    expect(collectors).toContain("pods");
    expect(collectors.filter((one) => ["secrets", "configmaps"].includes(one))).toEqual([]);
  });

  it("brings no webhook, whose certificate would come with a key", () => {
    expect(at(chart, "prometheusOperator.admissionWebhooks")).toEqual({ enabled: false });
    expect(at(chart, "prometheusOperator.tls")).toEqual({ enabled: false });
  });
});

describe("what it keeps", () => {
  it("stands on volumes of the platform's class, and leaves room on them", () => {
    const claim = (size: string) => ({
      volumeClaimTemplate: {
        spec: {
          storageClassName: "gp3",
          accessModes: ["ReadWriteOnce"],
          resources: { requests: { storage: size } },
        },
      },
    });
    expect(at(chart, "prometheus.prometheusSpec.storageSpec")).toEqual(claim("50Gi"));
    expect(at(chart, "alertmanager.alertmanagerSpec.storage")).toEqual(claim("1Gi"));
    expect(at(chart, "prometheus.prometheusSpec")).toMatchObject({ retention: "15d", retentionSize: "40GiB" });
  });
});

describe.each(["prometheus.prometheusSpec", "alertmanager.alertmanagerSpec"])("%s", (part) => {
  it("survives the loss of a node and of a zone, on the system nodes", () => {
    expect(at(chart, part)).toMatchObject({
      replicas: 2,
      nodeSelector: systemNodeLabel,
      priorityClassName: "platform-critical",
      podAntiAffinity: "",
      topologySpreadConstraints: [
        { topologyKey: "topology.kubernetes.io/zone" },
        { topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "DoNotSchedule" },
      ],
    });
    const [component = ""] = part.split(".");
    expect(at(chart, `${component}.podDisruptionBudget`)).toMatchObject({ minAvailable: null, maxUnavailable: 1 });
  });

  it("passes pod security restricted, within requests and limits", () => {
    expect(at(chart, `${part}.securityContext`)).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    });
    const { requests, limits } = at(chart, `${part}.resources`) as Record<string, Record<string, string>>;
    expect([requests, limits].map((one) => Object.keys(one ?? {}))).toEqual([
      ["cpu", "memory"],
      ["cpu", "memory"],
    ]);
  });
});

it("the agent of files beside each of them has requests and limits, since the operator gives it none", () => {
  expect(at(chart, "prometheusOperator.prometheusConfigReloader.resources")).toEqual({
    requests: { cpu: "10m", memory: "32Mi" },
    limits: { cpu: "100m", memory: "64Mi" },
  });
});

it("the exporter of nodes stands where the node may be looked at, on every node, reading only", () => {
  expect(at(chart, "prometheus-node-exporter")).toMatchObject({
    namespaceOverride: "node-agents",
    tolerations: [{ operator: "Exists" }],
    priorityClassName: "system-node-critical",
    serviceAccount: { automountServiceAccountToken: false },
    containerSecurityContext: {
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
    },
    resources: { requests: { cpu: "25m", memory: "32Mi" }, limits: { cpu: "250m", memory: "64Mi" } },
  });
});

it("looks for nothing that EKS hides", () => {
  for (const part of ["kubeControllerManager", "kubeScheduler", "kubeEtcd", "kubeProxy"]) {
    expect(at(chart, part)).toEqual({ enabled: false });
  }
});

it("takes rules and monitors of every namespace and release", () => {
  expect(at(chart, "prometheus.prometheusSpec")).toMatchObject({
    ruleSelectorNilUsesHelmValues: false,
    serviceMonitorSelectorNilUsesHelmValues: false,
    podMonitorSelectorNilUsesHelmValues: false,
    probeSelectorNilUsesHelmValues: false,
    scrapeConfigSelectorNilUsesHelmValues: false,
  });
});

it("verifies the kubelets' certificates", () => {
  expect(at(chart, "kubelet.serviceMonitor.insecureSkipVerify")).toBe(false);
});

it("has as many replicas, and as much room, as it is told", () => {
  const small = kubePrometheusStack({
    clusterName: "strata-test",
    retentionDays: 3,
    storageGiB: 10,
    memory: "1Gi",
    replicas: 1,
    receivers: { region: "eu-central-1" },
    ruleGroups: [],
    podMonitors: [],
    dashboards: "d",
  });
  expect(at(small, "prometheus.prometheusSpec")).toMatchObject({
    replicas: 1,
    retention: "3d",
    retentionSize: "8GiB",
    resources: { requests: { memory: "1Gi" }, limits: { memory: "1Gi" } },
  });
  expect(at(small, "alertmanager.alertmanagerSpec.replicas")).toBe(1);
});

describe("who is told", () => {
  const routing = (receivers: Omit<AlertReceivers, "region"> = {}) =>
    alertRouting({ region: "eu-central-1", ...receivers }).spec;

  it("nobody where nobody is named: alerts stay where they can be looked at", () => {
    expect(routing().receivers).toEqual([{ name: "platform" }, { name: "heartbeat" }]);
  });

  it("a topic, with the role of the pods, and a webhook, by the Secret that holds its address", () => {
    const snsTopicArn = "arn:aws:sns:eu-central-1:111122223333:on-call";
    const [platform] = routing({ snsTopicArn, webhook: { secretName: "hook", key: "url" } }).receivers;
    expect(platform).toEqual({
      name: "platform",
      snsConfigs: [{ topicARN: snsTopicArn, sigv4: { region: "eu-central-1" }, sendResolved: true }],
      webhookConfigs: [{ urlSecret: { name: "hook", key: "url" }, sendResolved: true }],
    });
  });

  it("the sign of life goes to who waits for it, every five minutes, and to nobody else", () => {
    const { route, receivers } = routing({ heartbeat: { secretName: "switch", key: "url" } });
    expect(route.routes[0]).toEqual({
      matchers: [{ name: "alertname", value: "Watchdog", matchType: "=" }],
      receiver: "heartbeat",
      groupWait: "0s",
      groupInterval: "1m",
      repeatInterval: "5m",
    });
    expect(receivers[1]).toEqual({
      name: "heartbeat",
      webhookConfigs: [{ urlSecret: { name: "switch", key: "url" }, sendResolved: false }],
    });
    expect(routing().route.routes[0]).not.toHaveProperty("repeatInterval");
  });

  it("of what is critical again after four hours, of the rest after a day", () => {
    const { route } = routing();
    expect(route.repeatInterval).toBe("24h");
    expect(route.routes[1]).toMatchObject({
      matchers: [{ name: "severity", value: "critical" }],
      repeatInterval: "4h",
    });
  });
});

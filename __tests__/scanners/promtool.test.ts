import fs from "node:fs";
import path from "node:path";
import type { Alert } from "../../constructs/observability/alerts/alert";
import { everyAlertGroup } from "../../constructs/observability/alerts/all-alerts";
import { ruleGroups } from "../../constructs/observability/alerts/rule-groups";
import { costFigures, costRules } from "../../constructs/observability/cost-rules";
import { cluster } from "../../constructs/observability/dashboards/cluster";
import { costByTeam } from "../../constructs/observability/dashboards/cost-by-team";
import { workloads } from "../../constructs/observability/dashboards/workloads";
import { scratchFolder } from "../terraform/support/scratch";
import { type AlertCase, alertCases } from "./support/alert-cases";
import { describeWithPromtool, runPromtool } from "./support/promtool";

const runbook = "https://example.com/alerts.md";
const alerts = [...new Map(everyAlertGroup.flatMap((group) => group.alerts).map((one) => [one.name, one])).values()];

const rulesOf = (...some: readonly Alert[]) => ruleGroups([{ name: "alerts", alerts: some }], runbook);

describeWithPromtool("promtool on the platform's rules", () => {
  let scratch: string;
  const write = (name: string, content: unknown) => {
    // JSON is YAML.
    fs.writeFileSync(path.join(scratch, name), JSON.stringify(content));
  };
  const tested = async (groups: readonly object[], tests: readonly object[]) => {
    write("rules.yaml", { groups });
    write("tests.yaml", { rule_files: ["rules.yaml"], evaluation_interval: "1m", tests });
    const { code, stdout, stderr } = await runPromtool(["test", "rules", "tests.yaml"], scratch);
    return code === 0 ? "" : `${stdout}${stderr}`;
  };

  beforeAll(() => {
    scratch = scratchFolder("promtool");
  });

  it("reads them all", async () => {
    write("rules.yaml", { groups: [...rulesOf(...alerts), costRules] });
    const { stdout, stderr } = await runPromtool(["check", "rules", "--lint=all", "rules.yaml"], scratch);
    const rules = alerts.length + costRules.rules.length;
    expect(`${stdout}${stderr}`).toContain(`SUCCESS: ${rules} rules found`);
  });

  it("reads every query of the dashboards", async () => {
    const queries = [cluster, workloads, costByTeam].flatMap(({ panels }) => panels.flatMap((panel) => panel.queries));
    const rules = queries.map(({ expr }, index) => ({ record: `query_${index}`, expr }));
    write("queries.yaml", { groups: [{ name: "dashboards", rules }] });
    const { stdout, stderr } = await runPromtool(["check", "rules", "--lint=none", "queries.yaml"], scratch);
    expect(`${stdout}${stderr}`).toContain(`SUCCESS: ${queries.length} rules found`);
  });

  it("has figures for every alert", () => {
    const needless = ["Watchdog"];
    expect([...Object.keys(alertCases), ...needless].sort()).toEqual(alerts.map(({ name }) => name).sort());
  });

  it.each(alerts.filter(({ name }) => name !== "Watchdog").map((alert) => [alert.name, alert] as const))(
    "%s fires on what is wrong, says so, and keeps quiet otherwise",
    async (name, alert) => {
      const figures = alertCases[name] as AlertCase;
      expect(await tested(rulesOf(alert), [firing(alert, figures), quiet(alert, figures)])).toBe("");
    },
  );

  it("Watchdog fires without any figures", async () => {
    const watchdog = alerts.find(({ name }) => name === "Watchdog") as Alert;
    expect(await tested(rulesOf(watchdog), [firing(watchdog, { series: {}, quiet: {}, says: watchdog.summary })])).toBe(
      "",
    );
  });

  it("a namespace costs its mean share of CPU and memory of each node, at that node's price", async () => {
    const node = (type: string, zone: string, more = "") =>
      `kube_node_labels{node='${type}',label_node_kubernetes_io_instance_type='${type}',label_topology_kubernetes_io_zone='${zone}'${more}}`;
    const price = (type: string, zone: string, capacity: string) =>
      `karpenter_cloudprovider_instance_type_offering_price_estimate{instance_type='${type}',zone='${zone}',capacity_type='${capacity}'}`;
    const request = (pod: string, on: string, resource: string) =>
      `kube_pod_container_resource_requests{namespace='red',pod='${pod}',container='c',node='${on}',resource='${resource}'}`;
    const series = {
      [node("big", "a")]: "1x10",
      [node("spot", "b", ",label_karpenter_sh_capacity_type='spot'")]: "1x10",
      [price("big", "a", "on-demand")]: "4x10",
      [price("big", "a", "spot")]: "1x10",
      [price("spot", "b", "spot")]: "1x10",
      "kube_node_status_allocatable{node='big',resource='cpu'}": "10x10",
      "kube_node_status_allocatable{node='big',resource='memory'}": "100x10",
      "kube_node_status_allocatable{node='spot',resource='cpu'}": "10x10",
      "kube_node_status_allocatable{node='spot',resource='memory'}": "100x10",
      [request("web", "big", "cpu")]: "5x10",
      [request("web", "big", "memory")]: "25x10",
      [request("job", "spot", "cpu")]: "2x10",
      [request("job", "spot", "memory")]: "20x10",
      // It has ended, and holds nothing any more.
      [request("old", "big", "cpu")]: "5x10",
      [request("old", "big", "memory")]: "75x10",
      "kube_pod_status_phase{namespace='red',pod='web',phase='Running'}": "1x10",
      "kube_pod_status_phase{namespace='red',pod='job',phase='Running'}": "1x10",
      "kube_pod_status_phase{namespace='red',pod='old',phase='Running'}": "0x10",
      "kube_pod_status_phase{namespace='red',pod='old',phase='Succeeded'}": "1x10",
    };
    // (0.5 + 0.25) / 2 of 4 dollars, and (0.2 + 0.2) / 2 of 1 dollar.
    const cost = [{ labels: `${costFigures.cost}{namespace='red'}`, value: 1.5 + 0.2 }];
    const evaluation = [{ expr: costFigures.cost, eval_time: "5m", exp_samples: cost }];
    expect(
      await tested([costRules], [{ interval: "1m", input_series: inputs(series), promql_expr_test: evaluation }]),
    ).toBe("");
  });
});

const inputs = (series: Readonly<Record<string, string>>) =>
  Object.entries(series).map(([name, values]) => ({ series: name, values }));

function firing({ name, severity }: Alert, { series, labels = {}, says, at = "60m" }: AlertCase) {
  const expected = {
    exp_labels: { severity, ...labels },
    exp_annotations: { summary: says, runbook_url: `${runbook}#${name.toLowerCase()}` },
  };
  return {
    interval: "1m",
    input_series: inputs(series),
    alert_rule_test: [{ alertname: name, eval_time: at, exp_alerts: [expected] }],
  };
}

function quiet({ name }: Alert, { quiet: series, at = "60m" }: AlertCase) {
  return {
    interval: "1m",
    input_series: inputs(series),
    alert_rule_test: [{ alertname: name, eval_time: at, exp_alerts: [] }],
  };
}

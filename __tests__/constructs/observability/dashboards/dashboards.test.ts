import { cluster } from "../../../../constructs/observability/dashboards/cluster";
import { costByTeam } from "../../../../constructs/observability/dashboards/cost-by-team";
import { dashboardJson } from "../../../../constructs/observability/dashboards/dashboard";
import { workloads } from "../../../../constructs/observability/dashboards/workloads";

const dashboards = [cluster, workloads, costByTeam].map((one) => [one.title, one, dashboardJson(one)] as const);

describe.each(dashboards)("%s", (_, { panels }, json) => {
  it("draws every panel from the platform's own source", () => {
    expect(json.panels).toHaveLength(panels.length);
    for (const { targets, datasource } of json.panels) {
      expect(targets.length).toBeGreaterThan(0);
      for (const one of [datasource, ...targets.map((target) => target.datasource)]) {
        expect(one).toEqual({ type: "prometheus", uid: "prometheus" });
      }
    }
  });

  it("lays no panel over another, and none beyond the edge", () => {
    const cells = json.panels.flatMap(({ gridPos: { x, y, w } }) =>
      Array.from({ length: w }, (_, column) => `${x + column}/${y}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(json.panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
  });

  it("holds nothing that Terraform would evaluate", () => {
    expect(JSON.stringify(json)).not.toMatch(/[$%]\{/);
  });
});

it("have addresses of their own", () => {
  expect(dashboards.map(([, , { uid }]) => uid)).toEqual(["strata-cluster", "strata-workloads", "strata-cost-by-team"]);
});

it("workloads are looked at by namespace", () => {
  const { templating, panels } = dashboardJson(workloads);
  expect(templating.list).toMatchObject([
    { name: "namespace", query: { query: "label_values(kube_namespace_created, namespace)" } },
  ]);
  for (const { targets } of panels) for (const { expr } of targets) expect(expr).toContain("$namespace");
});

it("costs say how they come about", () => {
  const { panels } = dashboardJson(costByTeam);
  const ofMoney = panels.filter(({ fieldConfig }) => fieldConfig.defaults.unit === "currencyUSD");
  expect(ofMoney.length).toBeGreaterThan(2);
  expect(ofMoney.filter(({ description }) => !description)).toEqual([]);
});

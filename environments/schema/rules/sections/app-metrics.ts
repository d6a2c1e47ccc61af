import { perSecond, unserved } from "../../../../constructs/charts/prometheus-adapter/metric-names";
import type { App, Environment } from "../../environment";
import type { Path } from "../finding";
import { type Breach, sectionRule } from "../section-rule";

interface Followed {
  readonly app: App;
  readonly metric: Extract<App, { scaling: unknown }>["scaling"]["metrics"][number];
  readonly path: Path;
}

/** Every metric that an app scales by. */
function followed(apps: Environment["apps"]): readonly Followed[] {
  return apps.flatMap((app, index) =>
    "scaling" in app
      ? app.scaling.metrics.map((metric, position): Followed => {
          return { app, metric, path: ["apps", index, "scaling", "metrics", position, "name"] };
        })
      : [],
  );
}

const others = "scale by cpuPercent or memoryPercent";

/** prometheus-adapter signs no requests, as the managed service wants them (kubernetes-sigs/prometheus-adapter, `v0.12.0`). */
export const metricsServed = sectionRule({
  code: "ENV_METRIC_UNSERVED",
  states: "an app scales by metrics of apps where Prometheus runs inside the cluster",
  needs: ["monitoring", "apps"],
  breaches: ({ monitoring, apps }) =>
    monitoring.kind === "prometheus"
      ? []
      : followed(apps).map(({ path }): Breach => {
          return {
            path,
            fix: `write monitoring: { kind: "prometheus" } instead of "${monitoring.kind}", or ${others}`,
          };
        }),
});

export const metricsTold = sectionRule({
  code: "ENV_METRIC_UNTOLD",
  states: "an app scales by what its own pods tell, or by what those of its team do (external)",
  needs: ["monitoring", "apps"],
  breaches: ({ monitoring, apps }) =>
    monitoring.kind !== "prometheus"
      ? []
      : followed(apps).flatMap(({ app, metric, path }): Breach[] => {
          const telling = metric.kind === "pods" ? [app] : apps.filter(({ team }) => team === app.team);
          if (telling.some((one) => "metrics" in one && one.metrics)) return [];
          const where = metric.kind === "pods" ? "" : " to an app of the team that tells it";
          return [{ path, fix: `add metrics${where}, as in metrics: { port: 9090 }, or ${others}` }];
        }),
});

export const metricsNamed = sectionRule({
  code: "ENV_METRIC_ENDING",
  states: `counters are served as <name>${perSecond}, and buckets, sums and counts of histograms not at all`,
  needs: ["apps"],
  breaches: ({ apps }) =>
    followed(apps).flatMap(({ metric: { name }, path }): Breach[] => {
      const ending = unserved(name);
      if (ending === undefined) return [];
      const rate = `${name.slice(0, -ending.length)}${perSecond}`;
      return [{ path, fix: ending === "_total" ? `write ${rate}` : "name a gauge, or a counter by the second" }];
    }),
});

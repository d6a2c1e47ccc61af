import { appsJob } from "../../observability/app-metrics";
import { systemNamespaces } from "../namespaces";
import { perSecond, unservedEndings } from "./metric-names";

/** Series of the apps' pods, and of nothing else that Prometheus knows. */
const ofApps = `job="${appsJob}"`;
const seriesQuery = `{${ofApps},namespace!~"${systemNamespaces.join("|")}",pod!=""}`;

/** Which labels say whose they are: by them an autoscaler gets those of its own namespace and no others. */
const resources = { overrides: { namespace: { resource: "namespace" }, pod: { resource: "pod" } } };

/** A rate over four scrapes. */
const rate = `rate(<<.Series>>{${ofApps},<<.LabelMatchers>>}[2m])`;
const level = `<<.Series>>{${ofApps},<<.LabelMatchers>>}`;

const counters = { matches: "^(.+)_total$", as: `\${1}${perSecond}` };
const levels = { seriesQuery, seriesFilters: [{ isNot: `(${unservedEndings.join("|")}|${perSecond})$` }], resources };
const rates = { seriesQuery, seriesFilters: [{ is: "_total$" }], resources, name: counters };

/**
 * What is served of the series, whichever apps there are: counters by the second, other numbers as they are. Buckets, sums
 * and counts of histograms are left out, since they only grow. Of each pod it is the sum of its series; without a pod the
 * largest number that one tells, since pods that look at the same queue all tell its length, and the rates of all together.
 *
 * kubernetes-sigs/prometheus-adapter, docs/config.md at `v0.12.0`.
 */
export const adapterRules = {
  default: false,
  custom: [
    { ...levels, metricsQuery: `sum(${level}) by (<<.GroupBy>>)` },
    { ...rates, metricsQuery: `sum(${rate}) by (<<.GroupBy>>)` },
  ],
  external: [
    { ...levels, metricsQuery: `max(${level})` },
    { ...rates, metricsQuery: `sum(${rate})` },
  ],
};

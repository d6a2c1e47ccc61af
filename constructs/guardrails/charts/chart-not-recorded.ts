import { recordedChart, recordedFolder } from "../../charts/recorded-charts";
import { at } from "../finished-tree";
import type { Rule } from "../rule";
import { chartOf, chartReleases } from "./releases";

/** The records stand in for the charts, so that synthesis needs neither Helm nor a network. */
export function chartNotRecorded(recordOf = recordedChart): Rule {
  return {
    id: "chart-not-recorded",
    title: "What a chart installs is known and was looked at",
    severity: "high",
    sources: ["EKS best practices, security: supply chain", "Crosswalk playbooks: changes are audited in review"],
    check: (tree) =>
      chartReleases(tree).flatMap((release) => {
        const { chart, version } = release.body;
        const record = recordOf(chart);
        if (record && record.version === version) return [];
        return [
          {
            ...at(release),
            value: chartOf(release),
            problem: record ? `only ${record.version} is recorded` : `${recordedFolder} holds no record of this chart`,
            fix: "run npx platform charts record, look at what it brings, and commit the record",
          },
        ];
      }),
  };
}

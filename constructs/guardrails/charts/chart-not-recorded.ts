import { recordedChart, recordedFolder } from "../../charts/recorded-charts";
import { at } from "../finished-tree";
import type { Rule } from "../rule";
import { isPinnedChart } from "../versions/unpinned-chart";
import { recordOf } from "./records";
import { chartOf, chartReleases } from "./releases";

/** The records stand in for the charts, so that synthesis needs neither Helm nor a network. */
export function chartNotRecorded(known = recordedChart): Rule {
  return {
    id: "chart-not-recorded",
    title: "What a chart installs is known and was looked at",
    severity: "high",
    sources: ["EKS best practices, security: supply chain", "Crosswalk playbooks: changes are audited in review"],
    check: (tree) =>
      chartReleases(tree).flatMap((release) => {
        // What comes in any version is another rule's.
        if (!isPinnedChart(release) || recordOf(release, known)) return [];
        const record = known(release.body.chart);
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

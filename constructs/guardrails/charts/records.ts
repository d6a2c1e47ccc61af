import type { ChartRecord } from "../../charts/chart-record";
import { recordedChart } from "../../charts/recorded-charts";
import type { ResolvedElement } from "../../stack/resolved-tree";
import { type FinishedTree, oncePerTree } from "../finished-tree";
import { chartReleases } from "./releases";

/** A release with what its chart renders. */
export interface RecordedRelease {
  readonly release: ResolvedElement;
  readonly record: ChartRecord;
}

/** Releases whose chart is recorded in this version: of another one nothing is known, which is a rule of its own. */
export const recordedReleases: (tree: FinishedTree) => readonly RecordedRelease[] = oncePerTree((tree) =>
  chartReleases(tree).flatMap((release) => {
    const record = recordedChart(release.body.chart);
    return record && record.version === release.body.version ? [{ release, record }] : [];
  }),
);

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

/** What the release's chart renders, where it is recorded in this version: of another one nothing is known. */
export function recordOf({ body }: ResolvedElement, known = recordedChart): ChartRecord | undefined {
  const record = known(body.chart);
  return record && record.version === body.version ? record : undefined;
}

/** Releases whose chart is recorded; that the others are is a rule of its own. */
export const recordedReleases: (tree: FinishedTree) => readonly RecordedRelease[] = oncePerTree((tree) =>
  chartReleases(tree).flatMap((release) => {
    const record = recordOf(release);
    return record ? [{ release, record }] : [];
  }),
);

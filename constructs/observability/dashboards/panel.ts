import { metricsSource } from "../../charts/kube-prometheus-stack/grafana";

/** How figures are written, by the ids of Grafana's units (grafana/grafana, packages/grafana-data/src/valueFormats). */
export type Unit = "short" | "percentunit" | "bytes" | "cores" | "s" | "ops" | "currencyUSD";

/** One drawing of a dashboard. */
export interface Panel {
  readonly title: string;
  /** What it shows and how that is computed, for whoever wonders. @default - the title says it */
  readonly about?: string;
  /** A course over time, the values of now side by side, or a table of them. */
  readonly kind: "course" | "now" | "table";
  readonly unit: Unit;
  /** PromQL in single quotes, and what each line is called; `{{pod}}` is filled in. */
  readonly queries: readonly { readonly expr: string; readonly called: string }[];
  /** Columns of 24. @default 12 */
  readonly width?: 6 | 8 | 12 | 24;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const types = { course: "timeseries", now: "stat", table: "table" } as const;
const source = { type: "prometheus", uid: metricsSource };

/** A panel as Grafana stores it. */
export function panelJson({ title, about, kind, unit, queries }: Panel, id: number, place: Place) {
  return {
    id,
    type: types[kind],
    title,
    ...(about && { description: about }),
    datasource: source,
    gridPos: place,
    fieldConfig: { defaults: { unit: unit === "cores" ? "short" : unit, min: 0 }, overrides: [] },
    targets: queries.map(({ expr, called }, index) => ({
      refId: String.fromCharCode("A".charCodeAt(0) + index),
      datasource: source,
      expr,
      legendFormat: called,
      ...(kind === "course" ? { range: true } : { instant: true }),
      ...(kind === "table" && { format: "table" }),
    })),
    ...(kind === "table" && { transformations: [{ id: "merge", options: {} }] }),
  };
}

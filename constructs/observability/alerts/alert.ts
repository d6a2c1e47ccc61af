import type { Scraped } from "../scrape-targets";

/** Something that somebody has to know. */
export interface Alert {
  /** Words joined, as Prometheus' users write them; the runbook has a section of the name. */
  readonly name: string;
  /** PromQL, in single quotes: what it finds fires. */
  readonly expr: string;
  /** How long it has to hold, such as "15m". @default - at once */
  readonly for?: string;
  /** Critical: now, at night too. Warning: in working hours. */
  readonly severity: "critical" | "warning";
  /** One sentence for whoever is woken; `{{ $labels.pod }}` and its like are filled in. */
  readonly summary: string;
}

/** Alerts on one part of the platform. */
export interface AlertGroup {
  readonly name: string;
  /** Release or add-on whose figures they need. @default - none but what is always there */
  readonly needs?: Scraped;
  readonly alerts: readonly Alert[];
}

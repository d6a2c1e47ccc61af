import type { PinnedChart } from "./catalogue";

/**
 * One Helm release as data: what is installed, where, and the values that we mean. Whoever creates the release decides
 * on order, waiting and network policies.
 *
 * Values may hold any text, and CDKTF tokens: they reach Terraform through `terraformJson` and are never taken apart.
 */
export interface Chart extends PinnedChart {
  /**
   * Name of the release. Each chart here names its objects after it, since it equals the chart's own name; those of the
   * mesh have fixed names.
   */
  readonly name: string;
  /** Namespace that exists already: no chart creates its own. */
  readonly namespace: string;
  /** What deviates from the chart's defaults, and the defaults that something else here relies upon. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether the chart's folder `crds/`, which Helm installs once and never upgrades, is left out. @default false */
  readonly skipCrds?: boolean;
  /** Why a rule of the guardrails does not hold for what the chart renders, by the rule. @default - all hold */
  readonly waivers?: Readonly<Record<string, string>>;
  /** Whether objects that are there already become this release's, whoever made them. @default false */
  readonly takeOwnership?: boolean;
}

import type { PinnedChart } from "./catalogue";

/**
 * One Helm release as data: what is installed, where, and the values that we mean. Whoever creates the release decides
 * on order, waiting and network policies.
 *
 * Values may hold CDKTF tokens, so they reach Terraform through `Fn.yamlencode` and are never taken apart or
 * stringified. `Fn.yamlencode` of cdktf 0.21 escapes `${…}` in a plain string, but neither a double quote, a backslash
 * nor `%{`: no plain string here contains one (a test holds that), and `verbatim` carries those that must.
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
}

/** One table of the benchmark, and what of it is held to its record. */
export interface Part {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
  /** Columns of numbers, by index. */
  readonly numeric: readonly number[];
  /** Figures by name, the lower the better: ratios measured side by side in one run, or shares of a whole. */
  readonly ratios: Readonly<Record<string, number>>;
  /** All that was measured, as it goes into `results.json`. */
  readonly results: unknown;
}

/** Why a part was left out. */
export interface LeftOut {
  readonly title: string;
  readonly reason: string;
}

export const isLeftOut = (part: Part | LeftOut): part is LeftOut => "reason" in part;

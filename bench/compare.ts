/** How much worse than its record a figure may be before the benchmark fails: by a third. */
const tolerance = 4 / 3;

/** What fails the benchmark whatever was recorded. */
export const limits: Readonly<Record<string, number>> = {
  "synthesis to the floor": 2,
  "cost of an app, among 500 to among 50": 1.34,
};

export interface Verdict {
  readonly name: string;
  readonly measured: number;
  readonly recorded?: number;
  /** What is wrong with it; left out of a figure that holds. */
  readonly worse?: string;
}

/** Each ratio against its record, and against its limit. The lower the better, all of them. */
export function compare(
  ratios: Readonly<Record<string, number>>,
  recorded: Readonly<Record<string, number>>,
): readonly Verdict[] {
  return Object.entries(ratios).map(([name, measured]) => {
    const before = recorded[name];
    return { name, measured, recorded: before, worse: worse(measured, before, limits[name]) };
  });
}

function worse(measured: number, recorded: number | undefined, limit: number | undefined): string | undefined {
  if (!Number.isFinite(measured)) return "was not measured";
  if (limit !== undefined && measured > limit) return `is above its limit, ${limit}`;
  if (recorded !== undefined && measured > recorded * tolerance)
    return `is worse by more than a third than ${recorded}`;
  return undefined;
}

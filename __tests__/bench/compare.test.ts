import { compare, limits } from "../../bench/compare";

const worseOf = (measured: number, recorded?: number, name = "a ratio") =>
  compare({ [name]: measured }, recorded === undefined ? {} : { [name]: recorded })[0]?.worse;

describe("a ratio against its record", () => {
  it("holds up to a third above it, and far below", () => {
    expect([worseOf(0.399, 0.3), worseOf(0.3, 0.3), worseOf(0.01, 0.3)]).toEqual([undefined, undefined, undefined]);
  });

  it("fails beyond a third", () => {
    expect(worseOf(0.401, 0.3)).toBe("is worse by more than a third than 0.3");
  });

  it("holds where nothing is recorded yet, as long as it was measured at all", () => {
    expect([worseOf(17), worseOf(Number.NaN), worseOf(Number.POSITIVE_INFINITY)]).toEqual([
      undefined,
      "was not measured",
      "was not measured",
    ]);
  });

  it("fails above a limit, whatever was recorded", () => {
    const [name = "", limit = 0] = Object.entries(limits)[0] ?? [];
    expect(worseOf(limit + 0.01, limit + 0.01, name)).toBe(`is above its limit, ${limit}`);
    expect(worseOf(limit, limit, name)).toBeUndefined();
  });
});

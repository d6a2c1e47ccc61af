import { withApps } from "../../bench/many-apps";

describe("an environment of many apps", () => {
  it.each([5, 50, 500])("is valid with %i", (count) => {
    expect(withApps(count).apps).toHaveLength(count);
  });

  it("has the same mix in every ten, so that the cost of an app can be compared", () => {
    const kinds = (from: number) =>
      withApps(50)
        .apps.slice(from, from + 10)
        .map(({ kind }) => kind);
    expect(kinds(40)).toEqual(kinds(0));
    expect(new Set(kinds(0))).toEqual(new Set(["web-service", "worker", "scheduled-job"]));
  });
});

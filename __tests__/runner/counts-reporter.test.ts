interface Counts {
  readonly proof: string;
  readonly count: number;
  readonly what: string;
  readonly details: readonly string[];
}

const { told } = jest.requireActual<{ told(counts: readonly Counts[], all: boolean): string }>("./counts-reporter.cjs");

const counts: readonly Counts[] = [
  { proof: "states, demo", count: 1200, what: "uses of states", details: [] },
  { proof: "isolation", count: 30, what: "writes tried; 1 comes through:", details: ["  why", "    line"] },
  { proof: "states, example-s3", count: 34, what: "uses of states", details: [] },
  { proof: "states, demo", count: 1, what: "more", details: [] },
];

it("tells each count where proofs ran alone, those of a proof together", () => {
  expect(told(counts, true)).toBe(`
isolation: 30 writes tried; 1 comes through:
  why
    line
states, demo: 1200 uses of states
states, demo: 1 more
states, example-s3: 34 uses of states

`);
});

it("tells the sums in one line among all tests", () => {
  expect(told(counts, false)).toBe("\nProved: isolation 30, states 1,235 (npm run test:proofs says of what)\n\n");
});

it("says nothing where no proof ran", () => expect(told([], true) + told([], false)).toBe(""));

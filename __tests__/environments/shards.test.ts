import { findingsOn } from "./broken";

const team = (letters: number, appsStack?: string) => ({ name: "t".repeat(letters), ...(appsStack && { appsStack }) });

describe("names of teams' own stacks", () => {
  it.each(["own", "prepared"])("fit AWS's limits: %s", (appsStack) => {
    const name = "t".repeat(41);
    expect(findingsOn({ "teams.2": team(41, appsStack) })).toEqual([
      `teams[2].name is "${name}": the IAM role name computed from it, strata-demo-apps-${name}-review, has 65 characters, and 64 are allowed. Fix: shorten this name or the environment's by 1 character. [ENV_NAME_LIMIT]`,
    ]);
  });

  it.each([
    [{ kind: "s3" }, `the S3 bucket name computed from it, strata-demo-111122223333-apps-${"t".repeat(34)}, has 64`],
    [{ kind: "s3", bucketPrefix: "states" }, undefined],
    [{ kind: "local" }, undefined],
  ])("fit where the states lie: %j", (state, problem) => {
    const findings = findingsOn({ state, "teams.2": team(34, "own") });
    expect(findings).toEqual(problem ? [expect.stringContaining(problem)] : []);
  });

  it("may be longer where the team has none", () => {
    expect(findingsOn({ "teams.2": team(41) })).toEqual([]);
    expect(findingsOn({ "teams.2": team(40, "own") })).toEqual([]);
  });

  it("are asked for by one of three words", () => {
    expect(findingsOn({ "teams.2": team(3, "mine") })).toEqual([
      expect.stringMatching(/^teams\[2\]\.appsStack( \(ttt\))? is "mine": .*shared, prepared, own/),
    ]);
  });
});

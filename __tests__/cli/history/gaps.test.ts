import { type ApplyRecord, isRecordName, parseRecord, recordName, recordText } from "../../../cli/history/apply-record";
import { ciRun } from "../../../cli/history/ci-run";
import { gapsIn } from "../../../cli/history/gaps";
import { historyMarkdown } from "../../../cli/history/history-markdown";
import { historyText } from "../../../cli/history/history-text";

const record = (day: number, state?: ApplyRecord["state"]): ApplyRecord => ({
  version: 1,
  environment: "prod",
  stack: "apps",
  time: `2026-11-0${day}T08:01:43.123Z`,
  result: "succeeded",
  by: "arn:aws:sts::111122223333:assumed-role/strata-prod-apps-apply/strata-77",
  ...(state && { state }),
});
const at = (serial: number, serialBefore?: number) => ({
  lineage: "a",
  serial,
  ...(serialBefore !== undefined && { serialBefore }),
});

describe("a gap", () => {
  it.each([
    ["none where the state is as recorded", [record(1, at(4)), record(2, at(6, 4))], at(6), []],
    ["none where nothing was ever applied", [], undefined, []],
    ["none where an apply failed before there was a state", [record(1)], undefined, []],
    ["an apply after the last record", [record(1, at(4))], at(5), [/^the state is at serial 5, and .* says 4$/]],
    ["a state that was put back", [record(1, at(4))], at(3), [/^the state is back at serial 3, /]],
    ["a state that was made anew", [record(1, at(4))], { lineage: "b", serial: 4 }, [/another one \(lineage b\)/]],
    ["a state that is gone", [record(1, at(4))], undefined, [/^there is no state, /]],
    ["a state of which nothing is recorded", [], at(2), [/^the state is at serial 2, and no apply is recorded$/]],
    ["an apply between two records", [record(1, at(4)), record(2, at(9, 6))], at(9), [/serial 4 was .* began from 6$/]],
  ])("is %s", (_, records, state, expected) => {
    const gaps = gapsIn({ stack: "apps", records, notRecorded: [], ...(state && { state }) });
    expect(gaps).toEqual(expected.map((one) => expect.stringMatching(one)));
  });
});

describe("a record", () => {
  it("has a name by its time and serial, and reads as it was written", () => {
    const one = {
      ...record(1, at(4)),
      changes: [{ address: "aws_x.a", verb: "create" as const }],
      counts: { create: 1 },
    };
    expect(recordName(one)).toBe("20261101T080143.123Z-4.json");
    expect(recordName(record(1))).toBe("20261101T080143.123Z-none.json");
    expect([recordName(one), recordName(record(1)), "x.tmp"].map(isRecordName)).toEqual([true, true, false]);
    expect(parseRecord(recordText(one))).toEqual(one);
  });

  it.each([
    "",
    "{",
    "{}",
    JSON.stringify({ ...record(1), stack: "app" }),
    JSON.stringify({ ...record(1), version: 2 }),
  ])("is not what says %p", (text) => expect(parseRecord(text)).toBeUndefined());

  it("keeps no more than it knows of: no value gets in by another field", () => {
    expect(parseRecord(JSON.stringify({ ...record(1), password: "hunter2" }))).toEqual(record(1));
  });
});

it.each([
  [
    { GITHUB_ACTIONS: "true", GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "o/r", GITHUB_RUN_ID: "7" },
    { repository: "o/r", run: "https://github.com/o/r/actions/runs/7" },
  ],
  [
    { GITLAB_CI: "true", CI_PROJECT_PATH: "g/p", CI_JOB_URL: "https://gitlab.com/g/p/-/jobs/7" },
    { repository: "g/p", run: "https://gitlab.com/g/p/-/jobs/7" },
  ],
  [{ GITHUB_REPOSITORY: "o/r", GITHUB_RUN_ID: "7" }, {}],
])("%p is the run %p", (env, run) => expect(ciRun(env)).toEqual(run));

describe("the report", () => {
  const first = record(1, at(4));
  const second: ApplyRecord = {
    ...record(2, at(6, 4)),
    result: "failed",
    role: "arn:aws:iam::111122223333:role/strata/prod/deployers/strata-prod-apps-apply",
    by: "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Platform_1a/ann\u001b[2J",
    commit: "0123456789abcdef",
    dirty: true,
    counts: { create: 2, delete: 1 },
    changes: [{ address: 'aws_x.a["b|c"]', verb: "delete" }],
  };
  const stacks = [{ stack: "apps" as const, records: [first, second], notRecorded: [], state: at(8) }];

  it("has the newest first, and says what is not recorded", () => {
    const text = historyText({ environment: "prod", stacks });
    expect(text.split("\n").slice(3, 5)).toEqual([
      "2026-11-02T08:01:43Z  apps   failed     4 -> 6  0123456789+  AWSReservedSSO_Platform_1a/ann as strata-prod-apps-apply  2 create, 1 delete  -",
      "2026-11-01T08:01:43Z  apps   succeeded  4       -            strata-prod-apps-apply/strata-77                          -                   -",
    ]);
    expect(text).toContain("  apps: the state is at serial 8, and the record of 2026-11-02T08:01:43.123Z says 6\n");
  });

  it("is Markdown with what each apply changed", () => {
    const text = historyMarkdown({ environment: "prod", stacks });
    expect(text).toContain('<summary>apps, 2026-11-02T08:01:43.123Z</summary>\n\n- delete `aws_x.a["b\\|c"]`\n');
    expect(text).toContain("Not recorded:\n\n- `apps: the state is at serial 8");
  });
});

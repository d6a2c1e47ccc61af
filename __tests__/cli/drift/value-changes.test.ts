import { overlap, valueChanges } from "../../../cli/drift/value-changes";
import type { Change } from "../../../cli/terraform/plan-changes";

const changes = (before: unknown, after: unknown, masks: Partial<Change> = {}) =>
  valueChanges({ actions: ["update"], before, after, ...masks });

it("names each value by its own path, also within documents that are text, whatever the order of their keys", () => {
  const policy = (action: string, first: boolean) =>
    JSON.stringify(
      first ? { Statement: [{ Sid: "A", Action: action }] } : { Statement: [{ Action: action, Sid: "A" }] },
    );
  expect(
    changes(
      { policy: policy("s3:Get*", true), tags: { team: "a", "x.y": "1" }, list: [1] },
      { policy: policy("s3:*", false), tags: { team: "b" }, list: [1, 2] },
    ),
  ).toEqual([
    { path: "list", before: "[1]", after: "[1,2]" },
    { path: "policy.Statement[0].Action", before: '"s3:Get*"', after: '"s3:*"' },
    { path: "tags.team", before: '"a"', after: '"b"' },
    { path: 'tags["x.y"]', before: '"1"' },
  ]);
  expect(changes({ policy: policy("s3:*", true), none: null }, { policy: policy("s3:*", false) })).toEqual([]);
});

it("says what is known after apply only", () => {
  const after_unknown = { arn: true, name: false };
  expect(changes({ arn: "x", name: "a" }, { name: "a" }, { after_unknown })).toEqual([
    { path: "arn", before: '"x"', unknown: true },
  ]);
});

describe("shows nothing of what is sensitive", () => {
  const secret = "hunter2";
  it.each<[string, unknown, unknown, Partial<Change>, string]>([
    ["by itself", { a: secret }, { a: "new" }, { before_sensitive: { a: true } }, "a"],
    ["afterwards only", { a: "old" }, { a: secret }, { after_sensitive: { a: true } }, "a"],
    ["with all around it", { a: { b: secret } }, { a: { b: "new" } }, { before_sensitive: { a: true } }, "a"],
    ["in a block", { a: [{ b: secret }] }, { a: [{ b: "new" }] }, { after_sensitive: { a: [{ b: true }] } }, "a[0].b"],
    ["in a list that got longer", { a: [] }, { a: [{ b: secret }] }, { after_sensitive: { a: [{ b: true }] } }, "a"],
    ["in a document", { a: `{"b":"${secret}"}` }, { a: '{"b":1}' }, { before_sensitive: { a: true } }, "a"],
    ["wholly", { a: secret }, { a: "new" }, { before_sensitive: true }, ""],
    ["and unknown", { a: secret }, {}, { before_sensitive: { a: true }, after_unknown: { a: true } }, "a"],
    ["and gone", { a: secret }, null, { before_sensitive: { a: true } }, ""],
  ])("%s", (_, before, after, masks, path) => {
    const found = changes(before, after, masks);
    expect(JSON.stringify(found)).not.toContain(secret);
    expect(found).toEqual([expect.objectContaining({ path, sensitive: true })]);
  });
});

it("paths overlap where one lies in the other, and not where one only begins like the other", () => {
  expect([overlap("a", "a.b"), overlap("a[0].b", "a"), overlap("a", "a")]).toEqual([true, true, true]);
  expect([overlap("a", "ab"), overlap("a.b", "a.c"), overlap("a[0]", "a[1]")]).toEqual([false, false, false]);
});

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { compatText } from "../../../cli/commands/compat";
import { differences } from "../../../cli/compat/differences";

describe("two outputs", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "strata-compat-test-"));
  afterAll(() => fs.rmSync(root, { recursive: true }));
  let count = 0;
  const output = (files: Readonly<Record<string, unknown>>) => {
    const folder = path.join(root, `${++count}`);
    for (const [file, content] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      const text = typeof content === "string" ? content : JSON.stringify(content);
      fs.writeFileSync(path.join(folder, file), text);
    }
    return folder;
  };
  const compare = (before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>) =>
    differences(output(before), output(after));

  const stack = (version: string, rest: object) => ({ "//": { metadata: { version } }, ...rest });

  it("are equal but for the engine's version and the order of keys", () => {
    const file = "stacks/apps/cdk.tf.json";
    const before = { [file]: stack("0.21.0", { a: 1, b: [] }), "manifest.json": { version: "0.21.0", stacks: {} } };
    const after = { [file]: stack("0.24.0", { b: [], a: 1 }), "manifest.json": { stacks: {}, version: "0.24.0" } };
    expect(compare(before, after)).toEqual([]);
  });

  it("differ in another version, such as a provider's", () => {
    const json = (version: string) => ({ terraform: { required_providers: { aws: { version } } } });
    expect(compare({ "a.json": json("6.25.0") }, { "a.json": json("6.26.0") })).toEqual([
      { file: "a.json", place: "terraform.required_providers.aws.version", before: '"6.25.0"', after: '"6.26.0"' },
    ]);
  });

  it.each<[string, unknown, unknown, string, string | undefined, string | undefined]>([
    ["a value", { a: 1 }, { a: 2 }, "a", "1", "2"],
    ["what is missing", { a: null }, {}, "a", "null", undefined],
    ["the order of a list", { a: [1] }, { a: [2, 1] }, "a.0", "1", "2"],
    ["a list and an object", { a: [] }, { a: {} }, "a", "[]", "{}"],
  ])("differ in %s", (_, before, after, place, old, now) => {
    expect(compare({ "x.json": before }, { "x.json": after })[0]).toEqual({
      file: "x.json",
      place,
      before: old,
      after: now,
    });
  });

  it("differ in files that one has alone, and in lines of texts", () => {
    expect(compare({ "a.txt": "one\ntwo", "b.json": {} }, { "a.txt": "one\nthree" })).toEqual([
      { file: "a.txt", place: "line 2", before: "two", after: "three" },
      { file: "b.json", before: "a file", after: undefined },
    ]);
  });

  it("are told with both values, and the first twenty of many", () => {
    const found = Array.from({ length: 22 }, (_, index) => ({
      file: "x.json",
      place: `${index}`,
      before: "1",
      after: undefined,
    }));
    const text = compatText("0.24.0", [{ name: "demo", found }], { passed: false, said: "1 failed" });
    expect(text).toContain("demo: 22 differ\n  x.json: 0\n    cdktf: 1\n    cdktn: is not there\n");
    expect(text).toContain("… and 2 more\ntests on cdktn 0.24.0: failed\n1 failed\n");
    expect(text).not.toContain("x.json: 20");
  });
});

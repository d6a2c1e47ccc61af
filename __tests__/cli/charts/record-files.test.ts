import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { writtenText } from "../../../cli/charts/differences-text";
import type { Recorded } from "../../../cli/charts/record-charts";
import { differences, filesOf, writeFiles } from "../../../cli/charts/record-files";
import { recordText } from "../../../cli/charts/record-text";
import { largestRelease } from "../../../cli/charts/release-size";
import { slimSchema } from "../../../cli/charts/slim-schema";
import type { ChartRecord } from "../../../constructs/charts/chart-record";
import { recordedChart, recordedSchema } from "../../../constructs/charts/recorded-charts";

const record = (chart: string): ChartRecord => ({
  chart,
  version: "1.0.0",
  appVersion: "1.0.0",
  installations: {},
  objects: [],
  definitions: [],
  roles: [],
  bindings: [],
  webhooks: [],
  pods: [],
  images: [],
  secrets: [],
});

describe("the files of records", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "strata-records-"));
  afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
  const write = (recorded: readonly Recorded[], whole: boolean) => {
    const files = filesOf(recorded, whole, root);
    const found = differences(files, root);
    writeFiles(files, root);
    return writtenText(recorded, found);
  };
  const schema = { type: "object" };

  it("are read as they were written, the schema beside them", () => {
    write(
      [
        { record: record("one"), schema, size: 1 },
        { record: record("two"), schema: undefined, size: 1 },
      ],
      true,
    );
    expect(recordedChart("one", root)).toEqual(record("one"));
    expect(recordedSchema("one", root)).toEqual(schema);
    expect(recordedChart("two", root)).toEqual(record("two"));
    expect(recordedSchema("two", root)).toBeUndefined();
    expect(recordedChart("three", root)).toBeUndefined();
  });

  it("stay when other charts are recorded alone, and go with the last release of theirs", () => {
    expect(write([{ record: record("two"), schema, size: 1 }], false)).toBe(
      "constructs/charts/recorded: 1 chart rendered.\n  constructs/charts/recorded/schemas/two.json: 1 lines new, 0 gone\n",
    );
    expect(recordedChart("one", root)).toBeDefined();
    write([{ record: record("two"), schema: undefined, size: 1 }], true);
    expect([recordedChart("one", root), recordedSchema("one", root), recordedSchema("two", root)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(write([{ record: record("two"), schema: undefined, size: 1 }], true)).toBe(
      "constructs/charts/recorded: 1 chart rendered, nothing changed.\n",
    );
    expect(write([{ record: record("two"), schema: undefined, size: 0.95 * largestRelease }], true)).toBe(
      "constructs/charts/recorded: 1 chart rendered, nothing changed.\n  two: its release takes 95 % of the ConfigMap that holds it.\n",
    );
  });
});

describe("the text of a record", () => {
  it("has in one line what fits into one", () => {
    expect(recordText({ a: [1, 2], b: {}, c: null })).toBe('{ "a": [1, 2], "b": {}, "c": null }\n');
  });

  it("has no line beyond 120 columns but those of single values, and reads as the same", () => {
    const value = {
      rules: [{ verbs: ["get".repeat(20), "list".repeat(20)], groups: ["a"] }, { verbs: ["x".repeat(99)] }],
    };
    const text = recordText(value);
    expect(JSON.parse(text)).toEqual(value);
    expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(120);
    expect(text).toContain('\n      "groups": ["a"]\n');
  });
});

it("keeps of a schema what it says about given values", () => {
  const port = { type: "integer", minimum: 1, description: "a port", default: 80 };
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Values",
    type: "object",
    required: ["port"],
    if: { properties: { port: { const: 1 } } },
    properties: {
      port,
      // A property may be called as a keyword is.
      description: { type: "string", title: "text" },
      rules: { type: "array", items: { $ref: "#/definitions/rule" } },
      modes: {
        items: { type: "object", required: ["name"], properties: { name: { type: "string", examples: ["a"] } } },
      },
      either: { anyOf: [{ type: "string", description: "x" }, { type: "null" }] },
    },
    additionalProperties: { type: "object", description: "anything" },
    definitions: { rule: { type: "string", description: "a rule" } },
  };
  expect(slimSchema(schema)).toEqual({
    type: "object",
    properties: {
      port: { type: "integer", minimum: 1 },
      description: { type: "string" },
      rules: { type: "array", items: { $ref: "#/$defs/rule" } },
      modes: { items: { type: "object", required: ["name"], properties: { name: { type: "string" } } } },
      either: { anyOf: [{ type: "string" }, { type: "null" }] },
    },
    additionalProperties: { type: "object" },
    $defs: { rule: { type: "string" } },
  });
});

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import demo from "../../environments/demo";
import { type EnvironmentFiles, environmentNames, loadEnvironment, loadFrom } from "../../environments/load";
import { linesOf } from "./broken";

const root = path.join(__dirname, "..", "..");

function files(contents: Readonly<Record<string, () => unknown>>): EnvironmentFiles {
  return { names: () => Object.keys(contents), read: (name) => contents[name]?.() };
}

function fail(error: unknown): () => never {
  return () => {
    throw error;
  };
}

it.each(environmentNames())("loads %s", (name) => expect(loadEnvironment(name).name).toBe(name));

it("lists the environments in alphabetical order", () => {
  expect(environmentNames()).toEqual([...environmentNames()].sort());
  expect(environmentNames()).toEqual(expect.arrayContaining(["demo", "example-hcp", "example-s3"]));
});

it.each([
  ["demi", "write ENVIRONMENT=demo"],
  ["staging", "choose one of those, or add a file to environments/"],
  ["", "choose one of those, or add a file to environments/"],
  ["load", "choose one of those, or add a file to environments/"],
  ["schema", "choose one of those, or add a file to environments/"],
  ["schema/aws", "choose one of those, or add a file to environments/"],
  ["../main", "choose one of those, or add a file to environments/"],
  ["./demo", "write ENVIRONMENT=demo"],
  ["constructor", "choose one of those, or add a file to environments/"],
])("does not know %p", (name, fix) => {
  expect(linesOf(() => loadFrom({ ...files({}), names: () => ["demo", "example-hcp", "example-s3"] }, name))).toEqual([
    `ENVIRONMENT is ${JSON.stringify(name)}: there is no such environment; there are demo, example-hcp, example-s3. Fix: ${fix}. [ENV_UNKNOWN]`,
  ]);
});

it.each([
  ["Prod_EU", "Prod_EU"],
  ["Prod_EU", "prod-eu"],
])("tells a file %s from an environment when asked for %s", (file, name) => {
  expect(linesOf(() => loadFrom(files({ demo: () => ({ default: demo }), [file]: fail("run") }), name))).toEqual([
    `ENVIRONMENT is "${name}": there is environments/Prod_EU.ts, but the names of environments and of their files are lower case, of letters, digits and hyphens. Fix: rename the file to prod-eu.ts, and write ENVIRONMENT=prod-eu. [ENV_FILE_NAME]`,
  ]);
});

it("lists no file whose name no environment can have", () => {
  expect(linesOf(() => loadFrom(files({ demo: () => ({ default: demo }), Prod_EU: fail("run") }), "x"))).toEqual([
    'ENVIRONMENT is "x": there is no such environment; there are demo. Fix: choose one of those, or add a file to environments/. [ENV_UNKNOWN]',
  ]);
});

it.each(["", "load", "schema", "../main", "schema/index"])("finds no file for %p", (name) => {
  expect(() => loadEnvironment(name)).toThrow("there is no such environment; there are demo, ");
});

it.each([
  ["throws an error", new TypeError("x is not a function"), "TypeError: x is not a function"],
  ["throws a text", "no", "no"],
  [
    "has a syntax error",
    new SyntaxError("environments/bad.ts:3: Unexpected\n   \u001b[31m}\u001b[0m"),
    "SyntaxError: environments/bad.ts:3: Unexpected }",
  ],
  ["talks much", new Error("x".repeat(400)), `Error: ${"x".repeat(290)}...`],
])("names the file that %s", (_, error, words) => {
  expect(linesOf(() => loadFrom(files({ bad: fail(error) }), "bad"))).toEqual([
    `environments/bad.ts: the file can't be run: ${words}. Fix: mend the file; npx tsc --noEmit shows the place. [ENV_FILE_BROKEN]`,
  ]);
});

it.each<[string, object]>([
  ["itself", Object.defineProperty({}, "default", { enumerable: true, get: fail(new Error("not yet")) })],
  [
    "deep inside",
    {
      default: {
        ...demo,
        network: {
          get cidr() {
            throw new Error("not yet");
          },
        },
      },
    },
  ],
])("names the file that throws when it is read, %s", (_, exported) => {
  expect(linesOf(() => loadFrom(files({ bad: () => exported }), "bad"))).toEqual([
    "environments/bad.ts: the file can't be run: Error: not yet. Fix: mend the file; npx tsc --noEmit shows the place. [ENV_FILE_BROKEN]",
  ]);
});

it.each([
  ["exports nothing", {}],
  ["exports by name only", { demo }],
  ["is no module at all", undefined],
])("names the file that %s", (_, exported) => {
  expect(linesOf(() => loadFrom(files({ bad: () => exported }), "bad"))).toEqual([
    "environments/bad.ts: the file has no default export. Fix: write export default defineEnvironment({ ... }). [ENV_NO_DEFAULT_EXPORT]",
  ]);
});

it("validates under the file's name", () => {
  expect(() => loadFrom(files({ prod: () => ({ default: demo }) }), "prod")).toThrow(
    'environments/prod.ts: 1 problem\n  - name is "demo": the file is called prod.ts',
  );
});

describe("in a bundle", () => {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), "strata-environments-"));
  const load = (name: string) =>
    execFileSync(process.execPath, [path.join(copy, "cli/run.mjs"), "__tests__/load-fixture.ts", name], {
      cwd: os.tmpdir(),
      encoding: "utf8",
    });

  beforeAll(() => {
    for (const part of ["cli", "environments", "constructs"]) {
      fs.cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
    }
    fs.symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
    fs.mkdirSync(path.join(copy, "__tests__"));
    const fixture = fs.readFileSync(path.join(__dirname, "load-fixture.ts"), "utf8");
    fs.writeFileSync(
      path.join(copy, "__tests__/load-fixture.ts"),
      fixture.replace("../../environments", "../environments"),
    );
    fs.writeFileSync(path.join(copy, "environments/broken.ts"), "export default {\n  name: 'broken'\n  aws: 1 };\n");
    fs.writeFileSync(path.join(copy, "environments/thrower.ts"), "throw new Error('no');\n");
  });
  afterAll(() => fs.rmSync(copy, { recursive: true, force: true }));

  it("loads one environment and lists all, whatever is wrong with the others and wherever it is started", () => {
    expect(JSON.parse(load("demo"))).toEqual({
      names: [...environmentNames(), "broken", "thrower"].sort(),
      name: "demo",
    });
  });

  it("names the file and the line of a syntax error", () => {
    expect(load("broken")).toBe(
      'environments/broken.ts: 1 problem\n  - environments/broken.ts: the file can\'t be run: SyntaxError: environments/broken.ts:3: Expected "}" but found "aws". Fix: mend the file; npx tsc --noEmit shows the place. [ENV_FILE_BROKEN]',
    );
  });

  it("names the file that throws", () => {
    expect(load("thrower")).toBe(
      "environments/thrower.ts: 1 problem\n  - environments/thrower.ts: the file can't be run: Error: no. Fix: mend the file; npx tsc --noEmit shows the place. [ENV_FILE_BROKEN]",
    );
  });
});

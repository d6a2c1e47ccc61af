import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  keepWorkplace,
  makeWorkplace,
  putInEmulator,
  removeWorkplace,
  type Workplace,
} from "../../../cli/demo/workplace";

/** Each is a copy of the sources: one for all. */
const shared = makeWorkplace();
const made: Workplace[] = [shared];

afterAll(() => {
  for (const each of made) removeWorkplace(each);
});

it("holds a checkout whose environment is the same, in S3 and in the emulator, under its own name", () => {
  const { checkout, emulator } = shared;
  const section = { endpoint: "https://127.0.0.1:4567", caBundle: path.join(emulator, "ca.pem") };
  putInEmulator(shared, "demo", { kind: "local", folder: "state" }, section);
  const asked = `const { loadEnvironment } = require("./environments/load");
const { name, state, emulator, teams } = loadEnvironment("demo");
process.stdout.write(JSON.stringify({ name, state, emulator, teams: teams.length }));`;
  fs.writeFileSync(path.join(checkout, "ask.ts"), asked);
  const { stdout, stderr } = spawnSync(process.execPath, ["cli/run.mjs", "ask.ts"], {
    cwd: checkout,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual({ name: "demo", state: { kind: "s3" }, emulator: section, teams: 2 });
});

it("leaves states in S3 as the environment has them", () => {
  const { checkout } = shared;
  const state = { kind: "s3", bucketPrefix: "larkfield-states" } as const;
  putInEmulator(shared, "example-s3", state, { endpoint: "http://127.0.0.1:4567" });
  const written = fs.readFileSync(path.join(checkout, "environments/example-s3.ts"), "utf8");
  expect(written).not.toContain("state:");
  expect(fs.readFileSync(path.join(checkout, "environments/example-s3-in-aws.ts"), "utf8")).toContain(
    state.bucketPrefix,
  );
});

it("a later demo removes what a killed one has left, and nothing that runs or was to be kept", () => {
  const { pid = 0 } = spawnSync(process.execPath, ["-e", ""]);
  const orphan = fs.mkdtempSync(path.join(os.tmpdir(), `strata-demo-${pid}-`));
  const kept = { ...shared, folder: fs.mkdtempSync(path.join(os.tmpdir(), `strata-demo-${pid}-`)) };
  made.push(kept);
  keepWorkplace(kept);
  made.push(makeWorkplace());
  expect([orphan, kept.folder, shared.folder].map((folder) => fs.existsSync(folder))).toEqual([false, true, true]);
});

it("what another user has left stays, and stops nobody", () => {
  const { pid = 0 } = spawnSync(process.execPath, ["-e", ""]);
  const orphan = fs.mkdtempSync(path.join(os.tmpdir(), `strata-demo-${pid}-`));
  made.push({ ...shared, folder: orphan });
  const own = process.getuid?.() ?? 0;
  const getuid = jest.spyOn(process, "getuid").mockReturnValue(own + 1);
  try {
    made.push(makeWorkplace());
  } finally {
    getuid.mockRestore();
  }
  expect(fs.existsSync(orphan)).toBe(true);
});

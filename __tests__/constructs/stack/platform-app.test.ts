import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { stackIds } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import { platform } from "../../../main";
import { demo } from "../../support/demo";

const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "strata-test-"));
afterAll(() => fs.rmSync(outdir, { recursive: true }));

it("synth writes what tests get without it, the manifest and charts beside that", () => {
  platform({ environment: loadEnvironment("demo"), outdir }).synth();
  const written = fs
    .readdirSync(outdir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(outdir, path.join(entry.parentPath, entry.name)));
  const stackFiles = stackIds.map((id) => `stacks/${id}/cdk.tf.json`);
  const others = written.filter((file) => file !== "manifest.json" && !file.includes("/assets/"));
  expect(others.sort()).toEqual([...demo().files].sort());

  const text = (file: string) => fs.readFileSync(path.join(outdir, file), "utf8");
  const minified = (file: string) => JSON.stringify(JSON.parse(text(file)));
  for (const file of stackFiles) expect(minified(file)).toBe(demo().text(file));
  const same = others.filter((file) => !stackFiles.includes(file));
  expect(same.map((file) => [file, text(file)])).toEqual(same.map((file) => [file, demo().text(file)]));
});

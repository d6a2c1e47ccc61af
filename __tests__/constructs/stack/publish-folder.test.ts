import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { publishFolder } from "../../../constructs/stack/publish-folder";

let folder: string;
const at = (...parts: string[]) => path.join(folder, ...parts);
const write = (file: string, content: string) => {
  fs.mkdirSync(path.dirname(at(file)), { recursive: true });
  fs.writeFileSync(at(file), content);
};

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-publish-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

it("brings files over and leaves Terraform's own where they are, an errored state above all", () => {
  write("new/stacks/apps/cdk.tf.json", "{}");
  const kept = [".terraform/providers/x", ".terraform.lock.hcl", "plan", "errored.tfstate"];
  for (const name of kept) write(`old/stacks/apps/${name}`, name);
  publishFolder(at("new"), at("old"));
  for (const name of kept) expect(fs.readFileSync(at("old/stacks/apps", name), "utf8")).toBe(name);
  expect(fs.readFileSync(at("old/stacks/apps/cdk.tf.json"), "utf8")).toBe("{}");
});

it("removes assets that are no longer used", () => {
  write("new/stacks/apps/assets/chart/a.yaml", "a");
  write("old/stacks/apps/assets/chart/b.yaml", "b");
  write("old/stacks/apps/assets/other/c.yaml", "c");
  publishFolder(at("new"), at("old"));
  expect(fs.readdirSync(at("old/stacks/apps/assets"))).toEqual(["chart"]);
  expect(fs.readdirSync(at("old/stacks/apps/assets/chart"))).toEqual(["a.yaml"]);
});

it("removes permissions of stacks that are no more, and leaves their folders, where a state may lie", () => {
  write("new/permissions/apps.json", "{}");
  write("new/stacks/apps/cdk.tf.json", "{}");
  write("new/stacks/permissions/cdk.tf.json", "{}");
  for (const file of [
    "permissions/apps-blue.json",
    "stacks/apps-blue/errored.tfstate",
    "stacks/permissions/errored.tfstate",
  ]) {
    write(`old/${file}`, "old");
  }
  publishFolder(at("new"), at("old"));
  expect(fs.readdirSync(at("old/permissions"))).toEqual(["apps.json"]);
  expect(fs.readFileSync(at("old/stacks/apps-blue/errored.tfstate"), "utf8")).toBe("old");
  expect(fs.readFileSync(at("old/stacks/permissions/errored.tfstate"), "utf8")).toBe("old");
});

it("leaves a file that is the same untouched", () => {
  write("new/manifest.json", "same");
  write("old/manifest.json", "same");
  fs.utimesSync(at("old/manifest.json"), 1, 1);
  publishFolder(at("new"), at("old"));
  expect(fs.statSync(at("old/manifest.json")).mtimeMs).toBe(1000);
});

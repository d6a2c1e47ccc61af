import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Check } from "../../../cli/doctor/check";
import { awsCommand } from "../../../cli/doctor/checks/aws-command";
import { helm } from "../../../cli/doctor/checks/helm";
import { kubectl } from "../../../cli/doctor/checks/kubectl";
import { judged, node } from "../../../cli/doctor/checks/node";
import { packages } from "../../../cli/doctor/checks/packages";
import { terraform } from "../../../cli/doctor/checks/terraform";
import { atLeast, versionIn } from "../../../cli/doctor/version";
import { loadEnvironment } from "../../../environments/load";
import { context } from "./support";

const demo = loadEnvironment("demo");

const client = (version: string) => JSON.stringify({ clientVersion: { gitVersion: version } });
const tf = (version: string) => `{\n  "terraform_version": "${version}",\n  "platform": "linux_amd64"\n}`;

it.each<[Check, string, string, Parameters<typeof context>[0], string, string]>([
  [
    terraform,
    "new enough",
    "terraform",
    { tools: { terraform: tf("1.10.0") } },
    "ok",
    "1.10.0, and >=1.10.0 is needed",
  ],
  [terraform, "later", "terraform", { tools: { terraform: tf("1.11.4") } }, "ok", "1.11.4, and >=1.10.0 is needed"],
  [
    terraform,
    "too old",
    "terraform",
    { tools: { terraform: tf("1.9.8") } },
    "problem",
    "this is 1.9.8, and the stacks need >=1.10.0",
  ],
  [terraform, "missing", "terraform", {}, "problem", "there is no terraform on the PATH, or it does not end"],
  [
    terraform,
    "broken",
    "terraform",
    { tools: { terraform: { status: 1, stderr: "oh" } } },
    "problem",
    "terraform version says nothing that is a version",
  ],
  [
    terraform,
    "named otherwise",
    "tofu",
    { tools: { tofu: tf("1.10.2") }, env: { TERRAFORM_BINARY_NAME: "tofu" } },
    "ok",
    "1.10.2, and >=1.10.0 is needed",
  ],
  [awsCommand, "version 2", "aws", { tools: { aws: "aws-cli/2.31.4 Python/3.13.7 Linux/6.8" } }, "ok", "2.31.4"],
  [
    awsCommand,
    "version 1",
    "aws",
    { tools: { aws: "aws-cli/1.45.11 Python/3.11" } },
    "warning",
    "1.45.11 works; AWS ends version 1 on 2027-07-15",
  ],
  [
    awsCommand,
    "old, on the other output",
    "aws",
    { tools: { aws: { stderr: "aws-cli/1.18.1 Python/2.7" } } },
    "problem",
    "1.18.1 gives tokens that the cluster does not take; 1.24.0 does",
  ],
  [
    awsCommand,
    "old version 2",
    "aws",
    { tools: { aws: "aws-cli/2.2.24 Python/3.8" } },
    "problem",
    "2.2.24 gives tokens that the cluster does not take; 2.7.0 does",
  ],
  [awsCommand, "missing", "aws", {}, "problem", "there is no aws on the PATH, and stacks 3 to 6 log in by it"],
  [
    awsCommand,
    "missing where a token logs in",
    "aws",
    { environment: { ...demo, cluster: { ...demo.cluster, login: "token" } } },
    "warning",
    "there is no aws on the PATH; stacks log in by a token, but doctor asks AWS by it",
  ],
  [
    awsCommand,
    "something else",
    "aws",
    { tools: { aws: "usage: aws" } },
    "problem",
    "aws --version says nothing that is a version",
  ],
  [helm, "of version 3", "helm", { tools: { helm: "v3.18.4+gd80839c" } }, "ok", "3.18.4"],
  [helm, "of version 2", "helm", { tools: { helm: "Client: v2.16.1" } }, "problem", "2.16.1 is no Helm 3"],
  [helm, "missing", "helm", {}, "skipped", "not there, and only npx platform charts record needs it"],
  [
    kubectl,
    "one version away",
    "kubectl",
    { tools: { kubectl: client("v1.34.2") } },
    "ok",
    "1.34.2, for a cluster of 1.35",
  ],
  [
    kubectl,
    "further away",
    "kubectl",
    { tools: { kubectl: client("v1.32.4") } },
    "warning",
    "1.32.4, for a cluster of 1.35",
  ],
  [kubectl, "missing", "kubectl", {}, "skipped", "not there, and only people need it"],
])("%p %s (%s)", async (check, _, _tool, situation, status, text) => {
  expect(await check.run(context(situation))).toEqual([expect.objectContaining({ status, text })]);
});

it.each([
  ["20.19.0", "ok", "20.19.0, and >=20.19 is needed"],
  ["22.1.0", "ok", "22.1.0, and >=20.19 is needed"],
  ["20.18.3", "problem", "this is 20.18.3, and the sources need >=20.19"],
  ["24.0.1", "warning", "this is 24.0.1, for which npx cdktf has no binaries"],
])("Node.js %s", (running, status, text) => expect(judged(running, ">=20.19")).toMatchObject({ status, text }));

it("Node.js is held against package.json", async () => {
  expect(await node.run(context())).toEqual([
    expect.objectContaining({ status: expect.not.stringMatching("problem") }),
  ]);
});

describe("packages", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "strata-doctor-"));
  afterAll(() => fs.rmSync(root, { recursive: true }));
  const write = (file: string, content: object) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), JSON.stringify(content));
  };

  it("are as package.json says here", async () => {
    expect(await packages.run(context())).toEqual([{ status: "ok", text: expect.stringMatching(/^\d+ packages as/) }]);
  });

  it("that are missing or of another version are named", async () => {
    write("package.json", {
      dependencies: { zod: "4.6.7", cdktf: "0.21.0" },
      devDependencies: { "cdktf-cli": "0.21.0" },
    });
    write("node_modules/zod/package.json", { version: "4.0.0" });
    write("node_modules/cdktf/package.json", { version: "0.21.0" });
    expect(await packages.run(context({ root }))).toEqual([
      { status: "problem", text: "zod, cdktf-cli differ from package.json, or are missing", fix: "run npm ci" },
    ]);
  });

  it("may be the fork by the name of cdktf, in the release that the alias names", async () => {
    write("package.json", { dependencies: { cdktf: "npm:cdktn@0.24.0" }, devDependencies: { "cdktn-cli": "0.24.0" } });
    write("node_modules/cdktn-cli/package.json", { version: "0.24.0" });
    write("node_modules/cdktf/package.json", { version: "0.24.0" });
    expect(await packages.run(context({ root }))).toEqual([{ status: "ok", text: "2 packages as package.json says" }]);
    write("node_modules/cdktf/package.json", { version: "0.21.0" });
    expect(await packages.run(context({ root }))).toMatchObject([{ text: expect.stringMatching(/^cdktf differ/) }]);
  });
});

it("versions are compared number by number", () => {
  expect(versionIn("v3.18.4+gd80839c")).toEqual([3, 18, 4]);
  expect(versionIn("no version")).toBeUndefined();
  expect([atLeast([1, 10], [1, 9, 9]), atLeast([1, 10], [1, 10, 0]), atLeast([1, 10, 0], [1, 10, 1])]).toEqual([
    true,
    true,
    false,
  ]);
});

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { commands } from "../../../cli/commands/commands";
import { dispatch } from "../../../cli/dispatch";
import { catalogue } from "../../../constructs/charts/catalogue";

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "strata-charts-test-"));
const { PATH } = process.env;
afterEach(() => {
  process.env.PATH = PATH;
});
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

const record = (...args: readonly string[]) => dispatch(commands, ["charts", "record", ...args], {});

/** A helm that answers by a shell script, as the only program beside the system's. */
function withHelm(script: string): void {
  const folder = fs.mkdtempSync(path.join(scratch, "bin-"));
  fs.writeFileSync(path.join(folder, "helm"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env.PATH = `${folder}:/usr/bin:/bin`;
}

/** A folder of unpacked charts; `versions`: those that deviate from the catalogue's. */
function unpacked(versions: Readonly<Record<string, string>> = {}): string {
  const folder = fs.mkdtempSync(path.join(scratch, "charts-"));
  for (const { chart, version } of Object.values(catalogue)) {
    fs.mkdirSync(path.join(folder, chart));
    const about = `name: ${chart}\nversion: ${versions[chart] ?? version}\nappVersion: "1.0"\n`;
    fs.writeFileSync(path.join(folder, chart, "Chart.yaml"), about);
  }
  return folder;
}

describe("is refused in one line", () => {
  it("where there is no Helm", async () => {
    process.env.PATH = scratch;
    expect(await record("--charts", unpacked())).toEqual({
      output: "",
      error:
        "platform charts record: there is no helm on the PATH; install Helm 3, as https://helm.sh/docs/intro/install/ says\n",
      exitCode: 1,
    });
  });

  it("for a chart that the catalogue does not have", async () => {
    expect(await record("cert-manger")).toMatchObject({
      error:
        "platform charts record: the catalogue has no chart cert-manger, did you mean cert-manager? npx platform charts record --help shows its usage\n",
      exitCode: 1,
    });
    expect((await record("zzz")).error).toMatch(
      /^platform charts record: the catalogue has no chart zzz, but metrics-/,
    );
  });

  it("for a folder that is not there, and one that lacks a chart", async () => {
    withHelm("exit 0");
    const nowhere = path.join(scratch, "nowhere");
    expect((await record("--charts", nowhere)).error).toBe(`platform charts record: there is no folder ${nowhere}\n`);
    const empty = fs.mkdtempSync(path.join(scratch, "empty-"));
    expect((await record("cert-manager", "--charts", empty)).error).toBe(
      `platform charts record: ${empty} holds no chart cert-manager\n`,
    );
  });

  it("for a chart of another version than the pinned one", async () => {
    withHelm("exit 0");
    const folder = unpacked({ "cert-manager": "v1.0.0" });
    expect((await record("cert-manager", "--charts", folder)).error).toBe(
      `platform charts record: ${folder}/cert-manager is cert-manager v1.0.0, but the catalogue pins cert-manager ${catalogue["cert-manager"].version}\n`,
    );
  });
});

it("says what Helm said when a chart can't be rendered", async () => {
  withHelm('[ "$1" = version ] && exit 0; echo "Error: values don\'t meet the specifications" >&2; exit 1');
  const { error, exitCode } = await record("external-dns", "--charts", unpacked());
  const { version } = catalogue["external-dns"];
  expect([exitCode, error]).toEqual([
    1,
    `platform charts record: external-dns ${version} can't be rendered for demo:\nError: values don't meet the specifications\n`,
  ]);
});

it("says what Helm said when a chart can't be had", async () => {
  withHelm('[ "$1" = version ] && exit 0; echo "Error: no such host" >&2; exit 1');
  const { repository, version } = catalogue["cert-manager"];
  expect((await record("cert-manager")).error).toBe(
    `platform charts record: cert-manager ${version} can't be had from ${repository}:\nError: no such host\n`,
  );
});

it("fetches from the repository that the catalogue names, an OCI registry or another", async () => {
  const log = path.join(scratch, "calls");
  withHelm(`[ "$1" = version ] && exit 0; echo "$@" >> ${log}; exit 1`);
  await record("cert-manager");
  await record("external-dns");
  const [oci, http] = fs.readFileSync(log, "utf8").split("\n");
  const { repository, version } = catalogue["external-dns"];
  expect(oci).toMatch(
    /^pull oci:\/\/quay\.io\/jetstack\/charts\/cert-manager --version v[\d.]+ --untar --untardir \S+$/,
  );
  expect(http).toMatch(
    new RegExp(`^pull external-dns --repo ${repository} --version ${version} --untar --untardir \\S+$`),
  );
});

it("--check shows what a chart renders otherwise, and changes nothing", async () => {
  const service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: surprise";
  withHelm(`[ "$1" = version ] || printf '%s' '${service}'`);
  const file = path.join(__dirname, "../../../constructs/charts/recorded/external-dns.json");
  const before = fs.readFileSync(file, "utf8");
  const { exitCode, output } = await record("external-dns", "--check", "--charts", unpacked());
  expect(exitCode).toBe(1);
  expect(output).toMatch(/^constructs\/charts\/recorded\/external-dns\.json\n {2}- "appVersion": "0\.\d+\.\d+",\n/);
  expect(output).toMatch(/ {2}… and \d+ lines more\n/);
  expect(output).toMatch(/\nThe charts render otherwise than recorded\. Run npx platform charts record, .*\n$/);
  expect(fs.readFileSync(file, "utf8")).toBe(before);
});

it("hands Helm the values of each environment, the cluster's version and the kinds that charts bring", async () => {
  const log = path.join(scratch, "templates");
  withHelm(`[ "$1" = version ] && exit 0; echo "$@" >> ${log}; cp "$7" ${scratch}/$(basename "$7"); exit 0`);
  await record("external-dns", "--check", "--charts", unpacked());
  const calls = fs.readFileSync(log, "utf8").trim().split("\n");
  expect(new Set(calls.map((call) => call.split(" ").slice(0, 2).join(" ")))).toEqual(
    new Set(["template external-dns", "template external-dns-private"]),
  );
  expect(calls.at(-1)).toContain(" --namespace app-services ");
  expect(calls.at(-1)).toMatch(
    / --skip-crds --kube-version 1\.\d+ .*--api-versions cert-manager\.io\/v1\/Certificate /,
  );
  const values = JSON.parse(fs.readFileSync(path.join(scratch, "demo-external-dns-values.json"), "utf8"));
  expect(values).toMatchObject({ policy: "sync", extraArgs: { "zone-id-filter": "Z0123456789ABCDEFGHIJ" } });
});

it("leaves out the definitions that a release leaves out", async () => {
  const log = path.join(scratch, "without-definitions");
  withHelm(`[ "$1" = version ] && exit 0; echo "$@" >> ${log}; exit 0`);
  await record("karpenter", "--check", "--charts", unpacked());
  const calls = fs.readFileSync(log, "utf8").trim().split("\n");
  expect(calls.length).toBeGreaterThan(0);
  expect(calls.filter((call) => !call.includes(" --skip-crds ") || call.includes(" --include-crds "))).toEqual([]);
});

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { state } from "../../../cli/doctor/checks/state";
import { loadEnvironment } from "../../../environments/load";
import { type Answers, context, demo, FakeAws, offline } from "./support";

const content = (serial: number) => JSON.stringify({ version: 4, serial, resources: [{}, {}] });
const lock = (Created: string) =>
  JSON.stringify({ ID: "7f3a", Operation: "OperationTypeApply", Who: "ana@laptop", Created });
const [fresh, stale] = ["2026-11-28T11:30:00Z", "2026-11-27T12:00:00Z"].map(lock);
type Lines = Awaited<ReturnType<typeof state.run>>;
const line = (status: string, text: string) => expect.objectContaining({ status, text });

describe("a state in a file", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "strata-doctor-"));
  const folder = path.join(root, "state/demo");
  beforeEach(() => fs.mkdirSync(folder, { recursive: true }));
  afterEach(() => fs.rmSync(folder, { recursive: true }));
  const write = (file: string, text = "") => fs.writeFileSync(path.join(folder, file), text);
  const look = () => state.run(context({ root, stack: "apps" }));

  it("before the first apply is none", async () => {
    expect(await look()).toEqual([line("ok", "state/demo/apps.tfstate: nothing is deployed yet")]);
  });

  it("is read", async () => {
    write("apps.tfstate", content(7));
    expect(await look()).toEqual([line("ok", "state/demo/apps.tfstate, serial 7, 2 things")]);
  });

  it.each([
    ["no JSON", "{", "is no JSON"],
    ["another JSON", "{}", "is no state of Terraform"],
    ["null", "null", "is no JSON"],
    ["of Terraform 0.11", '{"version":3,"modules":[]}', "is no state of Terraform"],
  ])("that is %s is a problem", async (_, text, why) => {
    write("apps.tfstate", text);
    expect(await look()).toEqual([line("problem", `the state of apps, state/demo/apps.tfstate, ${why}`)]);
  });

  it("that can't be read is a problem", async () => {
    fs.mkdirSync(path.join(folder, "apps.tfstate"));
    expect(await look()).toEqual([
      line("problem", "the state of apps, state/demo/apps.tfstate, can't be read: EISDIR"),
    ]);
  });

  it("that is locked says by whom, and how to end a lock that nobody holds any more", async () => {
    write("apps.tfstate", content(7));
    write(".apps.tfstate.lock.info", fresh);
    expect((await look())[1]).toEqual({
      status: "warning",
      text: "apps is locked by ana@laptop for OperationTypeApply since 2026-11-28T11:30:00Z",
      fix: "wait until that is done",
    });
    write(".apps.tfstate.lock.info", stale);
    expect((await look())[1]).toEqual({
      status: "warning",
      text: "apps is locked by ana@laptop for OperationTypeApply since 2026-11-27T12:00:00Z, which is 24 hours",
      fix: "ask ana@laptop; if nothing runs any more: terraform force-unlock 7f3a, in cdktf.out/stacks/apps",
    });
    write(".apps.tfstate.lock.info", "half");
    expect((await look())[1]).toMatchObject({ text: "apps is locked by somebody for something" });
  });

  it("is looked for for each stack", async () => expect(await state.run(context({ root }))).toHaveLength(6));
});

describe("a state in S3", () => {
  const environment = { ...demo, state: { kind: "s3", bucketPrefix: "states" } } as const;
  const listed = (...keys: string[]): Answers => ({
    "s3api list-objects-v2": { Contents: keys.map((Key) => ({ Key })) },
  });
  const versioned = { "s3api get-bucket-versioning": { Status: "Enabled" } };
  const look = async (answers: Answers, objects = {}): Promise<Lines> =>
    state.run(context({ environment, stack: "apps", answers, objects }));

  it("before the first apply is none", async () => {
    expect(await look({ "s3api list-objects-v2": {} })).toEqual([
      line("ok", "s3://states-apps/apps.tfstate: nothing is deployed yet"),
    ]);
  });

  it("is read, as Terraform reads it", async () => {
    const aws = new FakeAws({ ...listed("apps.tfstate"), ...versioned }, { "states-apps/apps.tfstate": content(3) });
    expect(await state.run(context({ environment, stack: "apps", aws }))).toEqual([
      line("ok", "s3://states-apps/apps.tfstate, serial 3, 2 things"),
    ]);
    expect(aws.asked[0]).toBe(`s3api list-objects-v2 states-apps apps.tfstate ${demo.aws.region}`);
  });

  it("whose key may not be used is a problem", async () => {
    const [found] = await look(listed("apps.tfstate"));
    expect(found).toEqual({
      status: "problem",
      text: "s3://states-apps/apps.tfstate is there, and can't be read with these credentials",
      fix: "look that the key alias/strata/demo/state/apps is enabled, and that the role may use it",
    });
  });

  it("that is locked says by whom, and one without versions that it has none", async () => {
    const objects = { "states-apps/apps.tfstate": content(3), "states-apps/apps.tfstate.tflock": stale };
    const answers = { ...listed("apps.tfstate", "apps.tfstate.tflock"), "s3api get-bucket-versioning": {} };
    expect(await look(answers, objects)).toEqual([
      line("ok", "s3://states-apps/apps.tfstate, serial 3, 2 things"),
      expect.objectContaining({ status: "warning", fix: expect.stringContaining("force-unlock 7f3a") }),
      line("warning", "states-apps keeps no former versions of the state of apps"),
    ]);
  });

  it.each<[string, Answers, string, string]>([
    [
      "without a bucket",
      { "s3api list-objects-v2": "NoSuchBucket" },
      "problem",
      "there is no bucket states-apps for the state of apps",
    ],
    ["that is denied", {}, "problem", "these credentials may not list states-apps, the state of apps"],
    [
      "in another region",
      { "s3api list-objects-v2": "PermanentRedirect" },
      "problem",
      "the state of apps in states-apps can't be looked at: PermanentRedirect",
    ],
    ["without a network", { "s3api list-objects-v2": offline }, "skipped", "apps: nothing answers"],
  ])("%s", async (_, answers, status, text) => expect(await look(answers)).toEqual([line(status, text)]));

  it("whose role can't be assumed is skipped, and one is read in its role", async () => {
    const situation = { environment, stack: "apps", deployAs: "plan" } as const;
    expect(await state.run(context(situation))).toEqual([line("skipped", "apps: its role can't be assumed")]);
    const Credentials = { AccessKeyId: "A", SecretAccessKey: "B", SessionToken: "C" };
    const answers = { "sts assume-role": { Credentials }, ...listed("apps.tfstate"), ...versioned };
    const objects = { "states-apps/apps.tfstate": content(3) };
    expect(await state.run(context({ ...situation, answers, objects }))).toEqual([
      line("ok", "s3://states-apps/apps.tfstate, serial 3, 2 things"),
    ]);
  });
});

describe("a state in HCP Terraform", () => {
  const hcp = loadEnvironment("example-hcp");
  if (hcp.state.kind !== "hcp-terraform") throw new Error("example-hcp keeps its states elsewhere");
  const { organization, hostname } = hcp.state;
  const environment = { ...demo, state: hcp.state };
  const where = `${hostname}/${organization}/strata-demo-apps`;
  const address = `https://${hostname}/api/v2/organizations/${organization}/workspaces/strata-demo-apps`;
  const env = {
    HOME: "/nowhere",
    TF_CLI_CONFIG_FILE: "/nowhere/rc",
    [`TF_TOKEN_${hostname.replaceAll(".", "_")}`]: "never-shown",
  };
  const workspace = (attributes: object) => ({
    kind: "answered" as const,
    status: 200,
    body: JSON.stringify({ data: { attributes } }),
  });

  it.each<[string, Parameters<typeof context>[0], string, string]>([
    [
      "that is there",
      { env, servers: { [address]: workspace({ locked: false, "execution-mode": "agent" }) } },
      "ok",
      `${where}, runs are agent`,
    ],
    ["that is locked", { env, servers: { [address]: workspace({ locked: true }) } }, "warning", `${where} is locked`],
    [
      "without a token",
      { env: { ...env, [`TF_TOKEN_${hostname.replaceAll(".", "_")}`]: "" } },
      "problem",
      `apps: there is no token for ${hostname}`,
    ],
    [
      "with a token that could not be sent",
      { env: { ...env, [`TF_TOKEN_${hostname.replaceAll(".", "_")}`]: "never-shown\u4e2d" } },
      "problem",
      `apps: the token for ${hostname} has characters that no token has`,
    ],
    [
      "with a stale token",
      { env, servers: { [address]: 401 } },
      "problem",
      `${hostname} does not take the token, for ${where}`,
    ],
    [
      "that is not there",
      { env, servers: { [address]: 404 } },
      "problem",
      `there is no ${where}, or the token does not see it`,
    ],
    [
      "while HCP Terraform is down",
      { env, servers: { [address]: 503 } },
      "problem",
      `${where} answers with HTTP status 503`,
    ],
    ["without a network", { env }, "skipped", `apps: offline: ${hostname} does not answer from here (ECONNREFUSED)`],
  ])("%s", async (_, situation, status, text) => {
    const asked = context({ ...situation, environment, stack: "apps" });
    const lines = await state.run(asked);
    expect(lines).toEqual([line(status, text)]);
    expect(JSON.stringify(lines)).not.toContain("never-shown");
    for (const { headers } of asked.requests) expect(headers).toEqual({ authorization: "Bearer never-shown" });
  });

  it("takes the token from where Terraform does", async () => {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "strata-home-"));
    fs.mkdirSync(path.join(home, ".terraform.d"));
    const look = async (more: NodeJS.ProcessEnv = {}) => {
      const asked = context({ environment, stack: "apps", env: { HOME: home, ...more } });
      await state.run(asked);
      return asked.requests[0]?.headers?.authorization;
    };
    expect(await look()).toBeUndefined();
    const stored = { credentials: { [hostname]: { token: "stored" } } };
    fs.writeFileSync(path.join(home, ".terraform.d/credentials.tfrc.json"), JSON.stringify(stored));
    expect(await look()).toBe("Bearer stored");
    const written = `credentials "other.example" {\n  token = "x"\n}\ncredentials "${hostname}" {\n  token = "written"\n}\n`;
    fs.writeFileSync(path.join(home, ".terraformrc"), written);
    expect(await look()).toBe("Bearer written");
    expect(await look({ TF_CLI_CONFIG_FILE: "/nowhere" })).toBe("Bearer stored");
    fs.rmSync(home, { recursive: true });
  });
});

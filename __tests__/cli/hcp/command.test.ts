import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { commands } from "../../../cli/commands/commands";
import { dispatch } from "../../../cli/dispatch";
import { setUp } from "../../../cli/hcp/set-up";
import { tokenOf } from "../../../cli/hcp/token";
import { HcpTerraform } from "./support/hcp-terraform";
import { apiOf, run, variable, wanted } from "./support/run";

describe("the token is found where Terraform finds it:", () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "strata-home-"));
  afterAll(() => fs.rmSync(home, { recursive: true, force: true }));
  const folder = path.join(home, ".terraform.d");
  fs.mkdirSync(folder);
  const stored = { credentials: { "app.terraform.io": { token: "stored" } } };
  fs.writeFileSync(path.join(folder, "credentials.tfrc.json"), JSON.stringify(stored));
  const file = path.join(home, "cli.tfrc");
  fs.writeFileSync(file, 'disable_checkpoint = true\ncredentials "app.terraform.io" {\n  token = "configured"\n}\n');

  it.each<[string, string, NodeJS.ProcessEnv, string]>([
    ["in its variable", "app.terraform.io", { [variable]: "mine", TF_CLI_CONFIG_FILE: file }, "mine"],
    ["in that of a host with hyphens", "tfe.my-house.example", { TF_TOKEN_tfe_my__house_example: "mine" }, "mine"],
    ["in one with the hyphen as it is", "tfe.my-house.example", { "TF_TOKEN_tfe_my-house_example": "mine" }, "mine"],
    ["in the configuration", "app.terraform.io", { TF_CLI_CONFIG_FILE: file }, "configured"],
    ["where terraform login puts it", "app.terraform.io", { [variable]: "" }, "stored"],
  ])("%s", (_, host, env, token) => expect(tokenOf(host, { HOME: home, ...env })).toBe(token));

  it("and where there is none, it is said how to get one", () => {
    expect(() => tokenOf("tfe.my-house.example", { HOME: home, [variable]: "other" })).toThrow(
      "platform hcp: there is no token for tfe.my-house.example; run terraform login tfe.my-house.example, or set TF_TOKEN_tfe_my__house_example",
    );
  });

  it("and one that no header takes is refused without showing it", () => {
    expect(() => tokenOf("app.terraform.io", { [variable]: "s3cr3t\nX-Evil: 1" })).toThrow(
      /^platform hcp: the token for app\.terraform\.io has characters that no token has; renew it with terraform login app\.terraform\.io$/,
    );
  });
});

describe("refuses", () => {
  it.each([
    [["--check", "--yes"], "platform hcp: --check changes nothing, so there is nothing to say --yes to;"],
    [["--identity", "agent"], "platform hcp: identity runs local or remote, not agent;"],
    [["apps"], "platform hcp: it takes no apps;"],
    [["--token", "x"], "platform hcp: unknown option '--token';"],
    [["--address", "http://hcp.example"], "platform hcp: --address is https:// and a host, or http:// on this machine"],
    [["--address", "https://hcp.example/v1"], "platform hcp: --address is https:// and a host"],
    [["--address", "nowhere"], "platform hcp: --address is https:// and a host"],
  ])("%j", async (args, message) => {
    const { output, error, exitCode } = await dispatch(commands, ["hcp", ...args], { ENVIRONMENT: "example-hcp" });
    expect({ output, exitCode }).toEqual({ output: "", exitCode: 1 });
    expect(error.startsWith(message)).toBe(true);
    expect(error.trimEnd()).not.toContain("\n");
  });

  it.each([
    ["demo", "local"],
    ["example-s3", "s3"],
  ])("%s, whose states lie elsewhere", async (ENVIRONMENT, kind) => {
    const { error, exitCode } = await dispatch(commands, ["hcp"], { ENVIRONMENT });
    expect(exitCode).toBe(1);
    expect(error).toBe(
      `platform hcp: the states of ${ENVIRONMENT} are ${kind}, not hcp-terraform; choose another environment by ENVIRONMENT\n`,
    );
  });
});

describe("asks before it changes", () => {
  let hcp: HcpTerraform;
  let address: string;
  beforeAll(async () => {
    hcp = new HcpTerraform();
    address = await hcp.listen();
  });
  afterAll(() => hcp.close());

  it("and shows all of it where nobody can answer, but never the token", async () => {
    const { output, error, exitCode, shown } = await run(hcp, address);
    expect(exitCode).toBe(1);
    expect(error).toBe("platform hcp: there is no terminal to ask on; add --yes, or look with --check\n");
    expect(shown).toMatch(/^create +Platform +project$/m);
    expect(shown).toMatch(/^create +strata-example-hcp-apps +workspace +in the project Platform$/m);
    expect(shown).toMatch(
      /^create +strata-example-hcp-identity +reader of the state +strata-example-hcp-kubernetes-cluster$/m,
    );
    expect(shown).toMatch(/^update +strata-example-hcp-apps +execution-mode +local → agent, pool platform-vpc$/m);
    expect(output + error + shown).not.toContain(hcp.token);
    expect(hcp.writes).toEqual([]);
  });

  it("and takes a no for a no", async () => {
    const questions: string[] = [];
    const confirm = async (question: string) => questions.push(question) === 0;
    const dialogue = { confirm, show: () => undefined, progress: () => undefined };
    const signal = new AbortController().signal;
    await expect(setUp({ wanted: wanted(), api: apiOf(hcp, address), dialogue, signal, pauseMs: 1 })).rejects.toThrow(
      "platform hcp: nothing was changed",
    );
    expect(questions).toEqual([expect.stringMatching(/^\nMake \d+ changes\?$/)]);
    expect(hcp.writes).toEqual([]);
  });

  it("and shows no token when it does", async () => {
    const { output, error, shown } = await run(hcp, address, "--yes");
    expect(output + error + shown).not.toContain(hcp.token);
    expect(JSON.stringify(hcp.store.all("vars"))).not.toContain(hcp.token);
  });
});

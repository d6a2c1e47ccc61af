import fs from "node:fs";
import path from "node:path";
import { deployerRoles, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import type { Credentials } from "./support/awsClient";
import { cdktf, lockOptions } from "./support/cdktf";
import { copyOfCheckout } from "./support/checkout";
import { EmulatedIam } from "./support/emulatedIam";
import { encryptionOfState, storedState } from "./support/emulatedStates";
import { type Emulator, startEmulator } from "./support/emulator";
import { describeWithEmulator } from "./support/emulatorAvailability";
import { iamOf } from "./support/iamContent";
import { type Result, run } from "./support/processes";
import { signIn, variablesOf } from "./support/sessions";
import type { S3Settings } from "./support/stackFolders";
import { lockHistory } from "./support/stateLock";
import { toolEnvironment } from "./support/toolEnvironment";

const example = loadEnvironment("example-s3");

// docs/operations/first-rollout.md, command by command. The steps build upon each other.
describeWithEmulator("the first rollout, from an empty account to six stacks applied by six roles", () => {
  let emulator: Emulator;
  let checkout: string;
  /** May do everything, as a root administrator can. */
  let administrator: Credentials;
  /** May do nothing but take roles. */
  let deployer: Credentials;

  const shell = (who: Credentials, more: NodeJS.ProcessEnv = {}) => ({
    ENVIRONMENT: "example-s3",
    ...variablesOf(who),
    ...more,
  });
  const platform = (env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Result> =>
    run(process.execPath, ["cli/platform.mjs", ...args], { cwd: checkout, env: toolEnvironment(env) });
  const deploy = (env: NodeJS.ProcessEnv, ...stacks: readonly string[]) =>
    cdktf(checkout, ["deploy", ...stacks, "--auto-approve", ...lockOptions()], env);
  const backend = (id: string): S3Settings =>
    JSON.parse(fs.readFileSync(path.join(checkout, "cdktf.out/stacks", id, "cdk.tf.json"), "utf8")).terraform.backend
      .s3;

  beforeAll(async () => {
    const { accountId, region } = example.aws;
    emulator = await startEmulator({ accountId, region, auth: true });
    checkout = copyOfCheckout();
    fs.rmSync(path.join(checkout, "ledger"), { recursive: true, force: true });
    const file = path.join(checkout, "environments/example-s3.ts");
    const source = fs.readFileSync(file, "utf8");
    fs.writeFileSync(
      file,
      source.replace('name: "example-s3",', `$&\n  emulator: ${JSON.stringify(emulator.section)},`),
    );
    const [first = "", second = ""] = example.rootAdministrators;
    administrator = await signIn(emulator.aws, second, "*");
    deployer = await signIn(emulator.aws, first, "sts:AssumeRole");
  });

  afterAll(() => emulator?.stop());

  it("before anything: bootstrap asks first, and a check says what is missing", async () => {
    const asked = await platform(shell(administrator), "bootstrap");
    expect([asked.code, asked.stdout, asked.stderr]).toEqual([
      1,
      "",
      "platform bootstrap: there is no terminal to ask on; add --yes, or look with --check\n",
    ]);
    const checked = await platform(shell(administrator), "bootstrap", "--check");
    expect([checked.code, checked.stdout]).toEqual([
      2,
      expect.stringContaining("there is no stack strata-example-s3-bootstrap"),
    ]);
  });

  it("1: bootstrap makes what the states lie in", async () => {
    const made = await platform(shell(administrator), "bootstrap", "--yes");
    expect([made.code, made.stdout]).toEqual([
      0,
      "strata-example-s3-bootstrap: done, 28 changes.\nNext, as root administrator: ENVIRONMENT=example-s3 npx cdktf deploy identity\n",
    ]);
    const again = await platform(shell(administrator), "bootstrap", "--yes");
    expect([again.code, again.stdout]).toEqual([0, "strata-example-s3-bootstrap: nothing to change.\n"]);
  });

  it("2: identity is applied by the root administrator", async () => {
    await deploy(shell(administrator), "identity");
    expect((await storedState(emulator.aws, backend("identity")))?.resources).not.toEqual([]);
  });

  it("3: ready waits until the roles are there", async () => {
    const early = await platform(shell(deployer), "ready", "apps", "--timeout", "1");
    expect([early.code, early.stderr]).toEqual([1, expect.stringContaining("\n  apps plan: ")]);
    const waiting = platform(shell(deployer), "ready");
    // The stand-ins for the providers make nothing: IAM gets what identity's state says.
    const state = await storedState(emulator.aws, backend("identity"));
    if (!state) throw new Error("identity has no state");
    await new EmulatedIam(emulator.aws).load(iamOf(state));
    const { code, stdout } = await waiting;
    expect([code, stdout]).toEqual([0, `${stackIds.length * deployerRoles.length} roles answer.\n`]);
  });

  it("4: all six are applied by their own roles, by somebody who may do nothing else than take them", async () => {
    await deploy(shell(deployer, { DEPLOY_AS: "apply" }), "*");
    // Once by the root administrator, and once by its own role.
    const twice = { taken: 2, released: 2 };
    for (const id of stackIds) {
      expect([id, (await storedState(emulator.aws, backend(id)))?.resources.length]).not.toEqual([id, 0]);
      expect((await encryptionOfState(emulator.aws, backend(id))).algorithm).toBe("aws:kms");
      expect([id, await lockHistory(emulator.aws, backend(id))]).toEqual([
        id,
        id === "identity" ? twice : { taken: 1, released: 1 },
      ]);
    }
  });

  it("afterwards a check has nothing to say, and nothing is deleted any more", async () => {
    const { code, stdout } = await platform(shell(administrator), "bootstrap", "--check");
    expect([code, stdout]).toEqual([0, "strata-example-s3-bootstrap is as example-s3 wants it.\n"]);
    const deleted = await platform(shell(administrator), "bootstrap", "--delete", "--yes");
    expect([deleted.code, deleted.stderr]).toEqual([1, expect.stringContaining("nothing is deleted")]);
  });
});

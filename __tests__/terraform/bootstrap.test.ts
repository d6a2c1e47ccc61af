import { check } from "../../cli/bootstrap/check";
import { deploy } from "../../cli/bootstrap/deploy";
import { remove } from "../../cli/bootstrap/removal";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { describeUnless } from "./support/availability";
import type { Credentials } from "./support/awsClient";
import { bootstrapRun } from "./support/bootstrapRun";
import { type Emulator, startEmulator } from "./support/emulator";
import { emulatorAvailability } from "./support/emulatorAvailability";
import { signIn } from "./support/sessions";

const example = loadEnvironment("example-s3");

describeUnless(emulatorAvailability().reason, "bootstrap, in an account with nothing in it", () => {
  let emulator: Emulator;
  let environment: Environment;
  let administrator: Credentials;

  beforeAll(async () => {
    const { accountId, region } = example.aws;
    emulator = await startEmulator({ accountId, region, auth: true });
    environment = { ...example, emulator: emulator.section };
    const [pattern = ""] = environment.rootAdministrators;
    administrator = await signIn(emulator.aws, pattern, "*");
  });

  afterAll(() => emulator?.stop());

  it("first run", async () => {
    const run = await bootstrapRun(environment, administrator);
    console.log(await check(run));
    const r = await deploy(run);
    console.log(r, run.shown.join("\n"), run.progress.join("\n"));
    console.log(await check(run));
    console.log(await deploy(run));
    console.log(await remove(run));
    console.log(await check(run));
  });
});

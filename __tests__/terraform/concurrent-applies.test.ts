import { deploy } from "../../cli/bootstrap/deploy";
import { loadEnvironment } from "../../environments/load";
import { describeTerraform } from "./support/availability";
import { bootstrapRun } from "./support/bootstrapRun";
import { type Emulator, startEmulator } from "./support/emulator";
import { describeWithEmulator } from "./support/emulatorAvailability";
import { scratchFolder } from "./support/scratch";
import { signIn } from "./support/sessions";
import { StackFolders } from "./support/stackFolders";
import { declaredResources, init, planDetailedExitCode, stateList, terraform } from "./support/terraform";

const apply = ["apply", "-auto-approve", "-input=false", "-no-color"];
const stack = "identity";

/** Two at once: whoever comes second fails on the lock, or, asked to wait, finds all done. The state has everything once. */
async function appliesAtOnce(folder: string, ...options: readonly string[]) {
  const both = await Promise.all([0, 1].map(() => terraform(folder, [...apply, ...options])));
  for (const { code, stderr } of both) {
    if (code !== 0) expect(stderr).toContain("Error acquiring the state lock");
  }
  expect(await stateList(folder)).toHaveLength(declaredResources(folder));
  expect((await planDetailedExitCode(folder)).code).toBe(0);
  return both.map(({ code }) => code).sort();
}

describeTerraform("two applies of a stack at once, with its state in a file", () => {
  let folder: string;

  beforeAll(async () => {
    folder = new StackFolders(scratchFolder("concurrent"), loadEnvironment("demo")).synthesize().of(stack);
    await init(folder);
  });

  it("one fails on the lock", async () => expect(await appliesAtOnce(folder)).toEqual([0, 1]));
  it("one waits for the lock, where it is told to", async () => {
    expect(await appliesAtOnce(folder, "-lock-timeout=60s")).toEqual([0, 0]);
  });
});

describeWithEmulator("two applies of a stack at once, with its state in S3", () => {
  let emulator: Emulator;
  let folder: string;

  beforeAll(async () => {
    const example = loadEnvironment("example-s3");
    emulator = await startEmulator(example.aws);
    const environment = { ...example, emulator: emulator.section };
    const [administrator = ""] = environment.rootAdministrators;
    await deploy(await bootstrapRun(environment, await signIn(emulator.aws, administrator, "*")));
    folder = new StackFolders(scratchFolder("concurrent-s3"), environment).synthesize().of(stack);
    await init(folder);
  });

  afterAll(() => emulator?.stop());

  it("one fails on the lock", async () => expect(await appliesAtOnce(folder)).toEqual([0, 1]));
  it("one waits for the lock, where it is told to", async () => {
    expect(await appliesAtOnce(folder, "-lock-timeout=60s")).toEqual([0, 0]);
  });
});

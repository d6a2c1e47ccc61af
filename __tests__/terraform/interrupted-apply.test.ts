import path from "node:path";
import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { describeTerraform } from "./support/availability";
import { callsIn, done, type ProviderCall } from "./support/callLog";
import { inParallel } from "./support/parallel";
import { scratchFolder } from "./support/scratch";
import { StackFolders } from "./support/stackFolders";
import { apply, destroy, init, planDetailedExitCode, stateList, terraform } from "./support/terraform";

const demo = loadEnvironment("demo");

// Terraform's own part is at stake here: that what was made before the failure is in the state, and that our stacks need
// nothing but the next apply. Only stand-in providers can fail on demand, which is what this suite's skip asks for.
describeTerraform("an apply that is interrupted half-way", () => {
  let whole: StackFolders;
  let broken: StackFolders;
  const log = (stacks: StackFolders, id: StackId) => path.join(stacks.root, `${id}.ndjson`);

  beforeAll(async () => {
    const scratch = scratchFolder("interrupted");
    [whole, broken] = ["whole", "broken"].map((name) => {
      return new StackFolders(path.join(scratch, name), demo).synthesize();
    }) as [StackFolders, StackFolders];
    await inParallel(
      [whole, broken].flatMap((stacks) => stackIds.map((id) => stacks.of(id))),
      2,
      (folder) => init(folder),
    );
  });

  it.each(stackIds)("%s: the next apply finishes it and makes nothing twice", async (id) => {
    await apply(whole.of(id), { env: { OFFLINE_PROVIDER_LOG: log(whole, id) } });
    const reference = callsIn(log(whole, id));
    const resources = await stateList(whole.of(id));

    const env = { OFFLINE_PROVIDER_LOG: log(broken, id) };
    const failure = middleOf(reference);
    const interrupted = await terraform(broken.of(id), ["apply", "-auto-approve", "-input=false", "-no-color"], {
      env: { ...env, OFFLINE_PROVIDER_FAIL: failure },
    });
    expect(interrupted.code).toBe(1);
    expect(interrupted.stderr).toContain(failure);
    const madeBefore = await stateList(broken.of(id));
    expect(madeBefore.length).toBeGreaterThan(0);
    expect(madeBefore.length).toBeLessThan(resources.length);

    await apply(broken.of(id), { env });
    expect(await stateList(broken.of(id))).toStrictEqual(resources);
    expect(done(callsIn(log(broken, id)), "create")).toStrictEqual(done(reference, "create"));
    expect(done(callsIn(log(broken, id)), "create")).toHaveLength(resources.length);
    expect(done(callsIn(log(broken, id)), "delete")).toStrictEqual([]);
    expect((await planDetailedExitCode(broken.of(id))).code).toBe(0);
  });

  it("leaves nothing behind when all is destroyed", async () => {
    for (const id of [...stackIds].reverse()) {
      await destroy(broken.of(id), { env: { OFFLINE_PROVIDER_LOG: log(broken, id) } });
      const calls = callsIn(log(broken, id));
      expect([id, done(calls, "delete")]).toStrictEqual([id, done(calls, "create")]);
    }
  });
});

/** The creation in the middle of an apply, in the words of OFFLINE_PROVIDER_FAIL: type, action, and which of its kind. */
function middleOf(calls: readonly ProviderCall[]): string {
  const creations = calls.filter(({ action }) => action === "create");
  const middle = Math.floor(creations.length / 2);
  const { type } = creations[middle] ?? { type: "none" };
  const nth = creations.slice(0, middle + 1).filter((call) => call.type === type).length;
  return `${type}:create:${nth}`;
}

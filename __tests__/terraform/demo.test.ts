import { stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { describeTerraform, describeTerraformOffline } from "./support/availability";
import { inOrder, inParallel } from "./support/parallel";
import { scratchFolder } from "./support/scratch";
import { StackFolders } from "./support/stackFolders";
import { readState } from "./support/stateFile";
import {
  apply,
  declaredResources,
  destroy,
  init,
  planDetailedExitCode,
  showJson,
  stateList,
  validate,
} from "./support/terraform";

const demo = loadEnvironment("demo");
const lastFirst = [...stackIds].reverse();

describeTerraformOffline("demo: what was synthesized", () => {
  it("is initialized and valid, all six stacks", async () => {
    const stacks = new StackFolders(scratchFolder("valid"), demo).synthesize();
    await inParallel(stackIds, 2, async (id) => {
      await init(stacks.of(id));
      await validate(stacks.of(id));
    });
  });
});

// The steps build upon each other, so that a failed one makes the later ones fail too.
describeTerraform("demo: the six stacks from their own local states", () => {
  let stacks: StackFolders;

  beforeAll(async () => {
    stacks = new StackFolders(scratchFolder("demo"), demo).synthesize();
    await inParallel(stackIds, 2, (id) => init(stacks.of(id)));
  });

  it("apply one after the other, each into its own state", async () => {
    await inOrder(stackIds, (id) => apply(stacks.of(id)));
    const held = await inParallel(stackIds, 2, (id) => stateList(stacks.of(id)));
    for (const [index, id] of stackIds.entries()) {
      const declared = declaredResources(stacks.of(id));
      expect([id, declared > 0]).toStrictEqual([id, true]);
      // More where a resource has `count` or `for_each`.
      expect([id, (held[index]?.length ?? 0) >= declared]).toStrictEqual([id, true]);
    }
  });

  it("publish the version of their contract, and nothing that Terraform knows to be secret", async () => {
    const shown = await inParallel(stackIds, 2, (id) => showJson(stacks.of(id)));
    for (const [index, id] of stackIds.entries()) {
      const outputs = shown[index]?.values?.outputs ?? {};
      const secret = Object.keys(outputs).filter((name) => outputs[name]?.sensitive);
      expect([id, secret]).toStrictEqual([id, []]);
      if (stackIds.some((reader) => stacks.readsOf(reader).includes(id))) {
        expect([id, outputs.contract_version?.value]).toStrictEqual([id, expect.any(Number)]);
      }
    }
  });

  it("have nothing left to change in a second plan", async () => {
    const plans = await inParallel(stackIds, 2, (id) => planDetailedExitCode(stacks.of(id)));
    const changes = stackIds.flatMap((id, index) =>
      plans[index]?.code === 0 ? [] : `${id}:\n${plans[index]?.stdout}`,
    );
    expect(changes).toStrictEqual([]);
  });

  it("are destroyed from the last to the first and leave empty states", async () => {
    await inOrder(lastFirst, (id) => destroy(stacks.of(id)));
    const left = stackIds.map((id) => [id, readState(stacks.stateFile(id)).resources]);
    expect(left).toStrictEqual(stackIds.map((id) => [id, []]));
  });
});

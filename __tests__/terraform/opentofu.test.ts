import { spawnSync } from "node:child_process";
import { stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { describeTerraform, describeUnless } from "./support/availability";
import { inOrder, inParallel } from "./support/parallel";
import { scratchFolder } from "./support/scratch";
import { StackFolders } from "./support/stackFolders";
import { readState } from "./support/stateFile";
import { apply, destroy, init, planDetailedExitCode } from "./support/terraform";
import { toolEnvironment } from "./support/toolEnvironment";

const tofu = { program: "tofu" };
const terraform = { program: "terraform" };

const missing = [tofu, terraform].find(
  ({ program }) => spawnSync(program, ["version"], { env: toolEnvironment() }).status !== 0,
);
const describeBoth = missing
  ? (name: string, suite: () => void) => describeUnless(`there is no ${missing.program} on the PATH`, name, suite)
  : describeTerraform;

// docs/playbooks/move-to-opentofu.md. The steps build upon each other, so that a failed one makes the later ones fail too.
describeBoth("the demo moves from Terraform to OpenTofu and back", () => {
  let stacks: StackFolders;

  beforeAll(async () => {
    stacks = new StackFolders(scratchFolder("opentofu"), loadEnvironment("demo")).synthesize();
    await inParallel(stackIds, 2, (id) => init(stacks.of(id), terraform));
    await inOrder(stackIds, (id) => apply(stacks.of(id), terraform));
  });

  const plannedBy = async (engine: typeof tofu) => {
    const plans = await inParallel(stackIds, 2, (id) => planDetailedExitCode(stacks.of(id), engine));
    return stackIds.flatMap((id, index) => (plans[index]?.code === 0 ? [] : `${id}:\n${plans[index]?.stdout}`));
  };
  const initializedBy = (engine: typeof tofu) => inParallel(stackIds, 2, (id) => init(stacks.of(id), engine));

  it("OpenTofu reads all states, by the same providers and lock files, and has nothing to change", async () => {
    await initializedBy(tofu);
    expect(await plannedBy(tofu)).toStrictEqual([]);
  });

  it("what OpenTofu has destroyed and made again is what Terraform expects", async () => {
    await destroy(stacks.of("apps"), tofu);
    expect(readState(stacks.stateFile("apps")).resources).toStrictEqual([]);
    await apply(stacks.of("apps"), tofu);
    await initializedBy(terraform);
    expect(await plannedBy(terraform)).toStrictEqual([]);
  });
});

import fs from "node:fs";
import path from "node:path";
import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { describeTerraform } from "./support/availability";
import { inOrder, inParallel } from "./support/parallel";
import { scratchFolder } from "./support/scratch";
import { StackFolders } from "./support/stackFolders";
import { editState } from "./support/stateFile";
import { apply, init, plan } from "./support/terraform";

const demo = loadEnvironment("demo");
const readers = stackIds.slice(1);

describeTerraform("a contract that is not there yet", () => {
  let scratch: string;
  let applied: StackFolders;

  beforeAll(async () => {
    scratch = scratchFolder("contracts");
    applied = new StackFolders(path.join(scratch, "applied"), demo).synthesize();
    await inParallel(stackIds, 2, (id) => init(applied.of(id)));
    await inOrder(stackIds, (id) => apply(applied.of(id)));
  });

  /** Changes what the producers' states say and gives the plans of all readers. */
  async function planReaders(name: string, change: (stateFile: string) => void) {
    const stacks = applied.copyTo(path.join(scratch, name));
    for (const id of stackIds) change(stacks.stateFile(id));
    return inParallel(readers, 2, async (reader) => {
      const { code, stderr } = await plan(stacks.of(reader));
      return { reader, code, producers: stacks.readsOf(reader), message: words(stderr) };
    });
  }

  const versionMessage = (producer: StackId, version: RegExp) =>
    new RegExp(
      `reads version \\d+ of the contract of ${producer}, and the state of ${producer} holds version ` +
        `${version.source} \\(0: none\\)\\. Deploy ${producer} first: npx cdktf deploy ${producer}(?![\\w-])`,
    );

  it("every stack but the first reads an earlier one, and its plan succeeds when that is deployed", async () => {
    const plans = await planReaders("untouched", () => undefined);
    expect(plans.map(({ reader, code }) => [reader, code])).toStrictEqual(readers.map((reader) => [reader, 0]));
    expect(plans.filter(({ producers }) => producers.length === 0)).toStrictEqual([]);
  });

  it("stops the plan when the earlier stack's state is empty, and names that stack", async () => {
    const plans = await planReaders("emptied", (file) =>
      editState(file, (state) => {
        state.outputs = {};
        state.resources = [];
      }),
    );
    for (const { code, producers, message } of plans) {
      expect(code).toBe(1);
      for (const producer of producers) expect(message).toMatch(versionMessage(producer, /0/));
    }
  });

  it("stops the plan when the earlier stack published an older version, and names that stack", async () => {
    const plans = await planReaders("older", (file) =>
      editState(file, ({ outputs }) => {
        const version = outputs.contract_version;
        if (version) outputs.contract_version = { ...version, value: Number(version.value) - 1 };
      }),
    );
    for (const { code, producers, message } of plans) {
      expect(code).toBe(1);
      for (const producer of producers) expect(message).toMatch(versionMessage(producer, /\d+/));
    }
  });

  it("fails with Terraform's own error, which names the data source, when there is no state at all", async () => {
    const plans = await planReaders("missing", (file) => fs.rmSync(file));
    for (const { code, producers, message } of plans) {
      expect(code).toBe(1);
      for (const producer of producers) expect(message).toMatch(namedRead(producer));
    }
  });
});

const namedRead = (producer: StackId) =>
  new RegExp(`Unable to find remote state with data\\.terraform_remote_state\\.${producer}(?![\\w-])`);

/** Terraform's frames and line breaks removed. */
function words(text: string): string {
  return text.replace(/[│╷╵]/g, " ").replace(/\s+/g, " ");
}

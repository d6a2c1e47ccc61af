import fs from "node:fs";
import path from "node:path";
import { commands } from "../../cli/commands/commands";
import { dispatch } from "../../cli/dispatch";
import { type Endangered, endangeredBy } from "../../cli/plan/data/endangered";
import { statefulTypes } from "../../cli/plan/data/stateful-types";
import type { Plan } from "../../cli/terraform/plan-changes";
import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { delegatedDemo } from "../support/whole-demo";
import { describeTerraform } from "./support/availability";
import { inOrder, inParallel } from "./support/parallel";
import { scratchFolder } from "./support/scratch";
import { StackFolders } from "./support/stackFolders";
import { apply, init, stateList, terraformOk } from "./support/terraform";

const everything: Environment = { ...delegatedDemo, state: loadEnvironment("demo").state };

describeTerraform("the plan guard, on plans of a platform that runs", () => {
  let stacks: StackFolders;

  beforeAll(async () => {
    stacks = new StackFolders(scratchFolder("guard"), everything).synthesize();
    await inParallel(stackIds, 2, (id) => init(stacks.of(id)));
    await inOrder(stackIds, (id) => apply(stacks.of(id)));
  });

  /** Plans the stack as another revision of the environment declares it. */
  async function planned(id: StackId, environment: Environment, ...options: readonly string[]): Promise<Plan> {
    new StackFolders(stacks.root, environment).synthesize();
    const folder = stacks.of(id);
    await init(folder);
    await terraformOk(folder, ["plan", "-no-color", "-input=false", "-out=one.plan", ...options]);
    const { stdout } = await terraformOk(folder, ["show", "-json", "one.plan"]);
    fs.writeFileSync(path.join(folder, "one.json"), stdout);
    return JSON.parse(stdout);
  }

  const found = async (...args: Parameters<typeof planned>) => endangeredBy(await planned(...args));
  const addresses = (endangered: readonly Endangered[]) => endangered.map(({ address }) => address).sort();

  it("lets through what changes nothing", async () => {
    expect(await inOrder(stackIds, (id) => found(id, everything))).toEqual(stackIds.map(() => []));
  });

  it.each(stackIds)("stops the destruction of %s, for everything in it that holds data", async (id) => {
    const stored = (await stateList(stacks.of(id))).filter((address) => (address.split(".")[0] ?? "") in statefulTypes);
    const endangered = await found(id, everything, "-destroy");
    const others = endangered.filter(({ address }) => !stored.includes(address));
    expect(addresses(endangered.filter((one) => !others.includes(one)))).toEqual(stored);
    expect(others.map(({ address }) => address).filter((address) => !address.startsWith("helm_release."))).toEqual([]);
  });

  it("stops a replacement of each kind of thing, by request", async () => {
    const kinds = await inOrder(stackIds, async (id) => {
      const stored = (await stateList(stacks.of(id))).filter(
        (address) => (address.split(".")[0] ?? "") in statefulTypes,
      );
      const one = new Map(stored.map((address) => [address.split(".")[0], address]));
      const asked = [...one.values()].map((address) => `-replace=${address}`);
      const replaced = (await found(id, everything, ...asked)).filter(
        ({ finding }) => finding.code === "PLAN_REPLACES_DATA",
      );
      // What depends on one of them by an argument that can't be changed is replaced with it.
      expect(addresses(replaced)).toEqual(expect.arrayContaining([...one.values()].sort()));
      return [...one.keys()];
    });
    expect(kinds.flat().length).toBeGreaterThan(16);
  });

  it("says which argument replaces a table, with both values", async () => {
    const [table] = everything.tables;
    if (!table) throw new Error("the demo has no table");
    const tables = [{ ...table, partitionKey: { ...table.partitionKey, name: "sku" } }];
    const [endangered, ...others] = await found("app-services", { ...everything, tables });
    expect(others).toEqual([]);
    expect(endangered?.finding.problem).toContain('since hash_key changes from "productId" to "sku", and with it goes');
    expect(endangered?.finding.problem).toContain("AWS refuses it, since deletion_protection_enabled is still true");
  });

  it("stops a queue that is left out, and one that is only forgotten, and lets it through by its address", async () => {
    const without = { ...everything, queues: [], apps: [] };
    const left = (await found("app-services", without)).filter(({ address }) => address.startsWith("aws_sqs_queue."));
    expect(left.map(({ finding }) => finding.code)).toEqual(["PLAN_DESTROYS_DATA", "PLAN_DESTROYS_DATA"]);

    const queue = left[1]?.address ?? "";
    const forget = path.join(stacks.of("app-services"), "forget.tf.json");
    fs.writeFileSync(forget, JSON.stringify({ removed: [{ from: queue, lifecycle: { destroy: false } }] }));
    const forgotten = await found("app-services", without);
    fs.rmSync(forget);
    expect(forgotten.find(({ address }) => address === queue)?.finding.code).toBe("PLAN_FORGETS_DATA");

    const file = path.join(stacks.of("app-services"), "one.json");
    const allow = forgotten.flatMap(({ address }) => ["--allow", address]);
    const refused = await dispatch(commands, ["guard", "plan", file], {});
    expect(refused.exitCode).toBe(2);
    const allowed = await dispatch(commands, ["guard", "plan", file, ...allow], {});
    expect([allowed.exitCode, allowed.output]).toEqual([0, expect.stringContaining(`Let through by --allow:`)]);
  });

  it("stops what protects less, in the same words as the plan", async () => {
    const databases = everything.databases.map((one) => ({
      ...one,
      backupRetentionDays: 7,
      deletionProtection: false,
    }));
    const endangered = await found("app-services", { ...everything, databases });
    expect(endangered.map(({ finding }) => finding.place.split(" ")[1]).sort()).toEqual([
      "backup_retention_period",
      "deletion_protection",
    ]);
  });

  it("reads no plan as terraform plan -out writes it", async () => {
    await planned("identity", everything);
    const { exitCode, error } = await dispatch(
      commands,
      ["guard", "plan", path.join(stacks.of("identity"), "one.plan")],
      {},
    );
    expect([exitCode, error]).toEqual([1, expect.stringContaining("as terraform plan -out writes it; hand over what")]);
  });
});

import fs from "node:fs";
import path from "node:path";
import { checkoutFolder } from "../../cli/checkout";
import type { StackId } from "../../constructs/stack/stack-id";
import type { Environment, Team } from "../../environments/schema/environment";
import { unshardedDemo, withStacks } from "../support/sharded-demo";
import { describeTerraform } from "./support/availability";
import { inOrder } from "./support/parallel";
import { run } from "./support/processes";
import { applySavedPlan, savePlan } from "./support/savedPlan";
import { scratchFolder } from "./support/scratch";
import { StackFolders } from "./support/stackFolders";
import { apply, init, stateList } from "./support/terraform";
import { toolEnvironment } from "./support/toolEnvironment";

const [shared, own] = ["apps", "apps-storefront"] as const;
/** In local files, as the demo of the repository. */
const environment = (appsStack: Team["appsStack"]): Environment =>
  withStacks({ storefront: appsStack }, { ...unshardedDemo, state: { kind: "local", folder: "state" } });

/** The move as the playbook prints it. */
const page = fs.readFileSync(path.join(checkoutFolder(), "docs/playbooks/shard-apps.md"), "utf8");
const [, move = ""] = /<!-- the move -->\n```sh\n([\s\S]*?)```\n<!-- end -->/.exec(page) ?? [];

// Each step goes on from the state that the one before has left.
describeTerraform("a team's apps move between stacks", () => {
  let root: string;
  let stacks: StackFolders;
  let all: readonly string[];

  const change = async (appsStack: Team["appsStack"]) => {
    stacks = new StackFolders(root, environment(appsStack)).synthesize();
    await inOrder([shared, own], (id) => init(stacks.of(id)));
  };
  const changesOf = async (id: StackId) => {
    const { changes } = await savePlan(stacks.of(id));
    return changes.map(({ type, action }) => `${action} ${type}`);
  };
  const moveFrom = async (from: StackId, to: StackId) => {
    const script = move.replace(/^FROM=.*$/m, `FROM=${from} TO=${to} TEAM=storefront`);
    const { code, stderr } = await run("bash", ["-c", script], { cwd: root, env: toolEnvironment() });
    expect([code, stderr]).toStrictEqual([0, ""]);
    fs.rmSync(path.join(root, "move"), { recursive: true });
  };
  const ofStorefront = (addresses: readonly string[]) => addresses.filter((one) => one.includes(".storefront_"));

  beforeAll(async () => {
    root = scratchFolder("shard-apps");
    stacks = new StackFolders(root, environment("prepared")).synthesize();
    const ids: readonly StackId[] = [
      "identity",
      "managed-infrastructure",
      "kubernetes-cluster",
      "cluster-services",
      "app-services",
      shared,
      own,
    ];
    await inOrder(ids, async (id) => {
      await init(stacks.of(id));
      await apply(stacks.of(id));
    });
    all = await stateList(stacks.of(shared));
  });

  it("prepared, their own stack is applied and holds nothing", async () => {
    expect(await stateList(stacks.of(own))).toStrictEqual([]);
    expect(ofStorefront(all).length).toBeGreaterThan(50);
  });

  it("into their own, of which nothing but tags has to be applied", async () => {
    await change("own");
    await moveFrom(shared, own);
    expect(await stateList(stacks.of(own))).toStrictEqual(ofStorefront(all));
    expect(await stateList(stacks.of(shared))).toStrictEqual(all.filter((one) => !ofStorefront(all).includes(one)));
    expect(await changesOf(shared)).toStrictEqual([]);
    expect([...new Set(await changesOf(own))]).toStrictEqual(["update aws_eks_pod_identity_association"]);
    await applySavedPlan(stacks.of(own));
    expect(await changesOf(own)).toStrictEqual([]);
  });

  it("and back", async () => {
    await change("prepared");
    await moveFrom(own, shared);
    expect(await stateList(stacks.of(shared))).toStrictEqual(all);
    expect(await changesOf(own)).toStrictEqual([]);
    expect([...new Set(await changesOf(shared))]).toStrictEqual(["update aws_eks_pod_identity_association"]);
    await applySavedPlan(stacks.of(shared));
    expect(await changesOf(shared)).toStrictEqual([]);
  });

  it("what was not moved would be deleted from the one and made in the other", async () => {
    await change("own");
    expect((await changesOf(shared)).filter((one) => one.startsWith("delete"))).toHaveLength(ofStorefront(all).length);
    expect((await changesOf(own)).filter((one) => one.startsWith("create"))).toHaveLength(ofStorefront(all).length);
  });
});

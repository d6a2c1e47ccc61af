import { stacksBefore } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { describeTerraformWith } from "./support/availability";
import { inOrder } from "./support/parallel";
import { applySavedPlan, savePlan } from "./support/savedPlan";
import { scratchFolder } from "./support/scratch";
import { StackFolders } from "./support/stackFolders";
import { apply, destroy, init, planDetailedExitCode, terraformOk } from "./support/terraform";

const demo = loadEnvironment("demo");
const environment: Environment = {
  ...demo,
  state: { kind: "local", folder: "state" },
  cluster: { ...demo.cluster, login: "token" },
};
const opened = "ephemeral.aws_eks_cluster_auth.cluster-token: Opening complete";

describeTerraformWith("aws_eks_cluster_auth", "a token of the aws provider logs in to the cluster", () => {
  const root = scratchFolder("cluster-token");
  const stacks = new StackFolders(root, environment);
  const folder = () => stacks.of("kubernetes-cluster");

  beforeAll(async () => {
    stacks.synthesize();
    await inOrder([...stacksBefore("kubernetes-cluster"), "kubernetes-cluster" as const], (id) => init(stacks.of(id)));
    await inOrder(stacksBefore("kubernetes-cluster"), (id) => apply(stacks.of(id)));
  });

  it("that is made anew at the apply of a saved plan, once the cluster and its add-ons are there", async () => {
    await savePlan(folder());
    const lines = (await applySavedPlan(folder())).stdout.split("\n");
    const at = (text: RegExp) => lines.flatMap((line, index) => (text.test(line) ? [index] : []));
    const [token, ...more] = at(new RegExp(opened));
    expect(more).toEqual([]);
    expect(Math.max(...at(/^aws_eks_addon\.controller-add-ons_.*: Creation complete/))).toBeLessThan(token ?? 0);
    expect(Math.min(...at(/^kubernetes_.*: Creating\.\.\./))).toBeGreaterThan(token ?? 0);
  });

  it("that a plan of what is there makes at once, and that changes nothing", async () => {
    const { code, stdout } = await planDetailedExitCode(folder());
    expect([code, stdout.includes(opened)]).toEqual([0, true]);
  });

  it("that neither state nor plan keeps", async () => {
    const shown = (await terraformOk(folder(), ["show", "-json", "saved.tfplan"])).stdout;
    const { planned_values: planned, prior_state: prior } = JSON.parse(shown) as Record<string, unknown>;
    const state = (await terraformOk(folder(), ["state", "pull"])).stdout;
    expect(state).toContain("kubernetes_storage_class_v1");
    for (const text of [state, JSON.stringify([planned, prior])])
      expect(text).not.toMatch(/aws_eks_cluster_auth\.token\./);
  });

  it("that the way back takes as well: what lies in the cluster goes before its add-ons", async () => {
    const lines = (await destroy(folder())).stdout.split("\n");
    expect(lines.some((line) => line.startsWith(opened))).toBe(true);
    const gone = lines.flatMap((line, index) => (/^kubernetes_.*: Destruction complete/.test(line) ? [index] : []));
    const addOns = lines.findIndex((line) => /^aws_eks_addon\.controller-add-ons_.*: Destroying/.test(line));
    expect(Math.max(...gone)).toBeLessThan(addOns);
  });
});

import fs from "node:fs";
import path from "node:path";
import type { Waiver } from "../../constructs/guardrails/guardrails-file";
import { inParallel } from "../terraform/support/parallel";
import { scratchFolder } from "../terraform/support/scratch";
import type { StackFolders } from "../terraform/support/stackFolders";
import { describeWithCheckov, runCheckov, verdict } from "./support/checkov";
import { synthesizeEnvironments } from "./support/environments";

describeWithCheckov("checkov on the synthesized stacks", () => {
  let environments: ReadonlyMap<string, StackFolders>;
  const stacksOf = (name: string) => path.join(environments.get(name)?.root ?? "", "cdktf.out/stacks");
  const waiversOf = (name: string): readonly Waiver[] =>
    JSON.parse(fs.readFileSync(path.join(stacksOf(name), "../guardrails.json"), "utf8")).waivers;

  beforeAll(() => {
    environments = synthesizeEnvironments();
  });

  it("finds no failed check without a waiver, and no waiver without a failed check", async () => {
    const reports = await inParallel([...environments.keys()], 2, async (name) => {
      const { passed, unread, failed } = await runCheckov(stacksOf(name));
      // Read as something else than resources, the stacks would fail no check either.
      expect([name, passed > 500, unread]).toStrictEqual([name, true, 0]);
      return { name, ...verdict(failed, waiversOf(name)) };
    });
    const clean = [...environments.keys()].map((name) => ({ name, failed: [], unused: [] }));
    expect(reports).toStrictEqual(clean);
  });

  it("says which resource of which stack fails what, and how to waive it", async () => {
    const folder = path.join(scratchFolder("broken"), "stacks");
    const source = path.join(stacksOf("demo"), "kubernetes-cluster/cdk.tf.json");
    const stack = JSON.parse(fs.readFileSync(source, "utf8"));
    const { encryption_config: _, ...unencrypted } = stack.resource.aws_eks_cluster["control-plane_cluster"];
    stack.resource = { aws_eks_cluster: { "control-plane_cluster": unencrypted } };
    fs.mkdirSync(path.join(folder, "kubernetes-cluster"), { recursive: true });
    fs.writeFileSync(path.join(folder, "kubernetes-cluster/cdk.tf.json"), JSON.stringify(stack, null, 2));

    const { failed } = await runCheckov(folder);
    const waivers = waiversOf("demo").filter(({ address }) => address === "aws_eks_cluster.control-plane_cluster");
    const line = failed.find(({ id }) => id === "CKV_AWS_58")?.line;
    const where = `kubernetes-cluster aws_eks_cluster.control-plane_cluster (line ${line} of its cdk.tf.json, construct kubernetes-cluster/control-plane/cluster)`;
    const demand = "fails CKV_AWS_58: Ensure EKS Cluster has Secrets Encryption Enabled.";
    const fix = 'Mend it, or waive(construct, "CKV_AWS_58", "why it does not apply") where it is made.';
    expect(verdict(failed, waivers)).toStrictEqual({ failed: [`${where} ${demand} ${fix}`], unused: [] });
    expect(verdict(failed, [])).toMatchObject({
      failed: expect.arrayContaining([expect.stringContaining("CKV_AWS_39")]),
    });
  });

  it("takes a waiver that matches nothing for an error", () => {
    const waiver = { stack: "apps", address: "aws_sqs_queue.mail", id: "CKV_AWS_27", reason: "public by nature" };
    const failed = { ...waiver, construct: "apps/mail", demand: "Encrypt it", line: 7 };
    expect(verdict([failed], [waiver])).toStrictEqual({ failed: [], unused: [] });
    expect(verdict([{ ...failed, stack: "app-services" }], [waiver]).unused).toStrictEqual([
      'apps aws_sqs_queue.mail: the waiver of CKV_AWS_27 ("public by nature") matches no failed check. ' +
        "Remove it, or declare it only where the check fails.",
    ]);
  });
});

import fs from "node:fs";
import path from "node:path";
import { stackIds } from "../../constructs/stack/stack-id";
import { inParallel } from "../terraform/support/parallel";
import { scratchFolder } from "../terraform/support/scratch";
import type { StackFolders } from "../terraform/support/stackFolders";
import { synthesizeEnvironments } from "./support/environments";
import { describeWithTflint, hasAwsRules, runTflint } from "./support/tflint";

describeWithTflint(`tflint on the synthesized stacks${hasAwsRules() ? "" : " (without its rules on AWS)"}`, () => {
  let environments: ReadonlyMap<string, StackFolders>;
  let scratch: string;

  beforeAll(() => {
    environments = synthesizeEnvironments();
    scratch = scratchFolder("tflint");
  });

  it("has nothing to say", async () => {
    const stacks = [...environments].flatMap(([name, folders]) => stackIds.map((id) => ({ name, id, folders })));
    const said = await inParallel(stacks, 2, async ({ name, id, folders }) => {
      const issues = await runTflint(folders.of(id), scratch);
      return issues.map((issue) => `${name} ${id} ${issue}`);
    });
    expect(said.flat()).toStrictEqual([]);
  });

  it("says which resource breaks which rule", async () => {
    const folder = path.join(scratch, "broken");
    const source = environments.get("demo")?.of("cluster-services") ?? "";
    const stack = JSON.parse(fs.readFileSync(path.join(source, "cdk.tf.json"), "utf8"));
    const { logs_system: group } = stack.resource.aws_cloudwatch_log_group;
    stack.resource.aws_cloudwatch_log_group = { System: group };
    fs.cpSync(source, folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(stack, null, 2));
    expect(await runTflint(folder, scratch)).toStrictEqual([
      expect.stringMatching(
        /^aws_cloudwatch_log_group\.System \(line \d+, construct cluster-services\/logs\/system\): .* \(terraform_naming_convention, /,
      ),
    ]);
  });
});

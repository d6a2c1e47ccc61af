import fs from "node:fs";
import path from "node:path";
import { targetOf } from "../../cli/pipelines/target";
import { workflowFolder, workflows } from "../../cli/pipelines/workflows";
import { loadEnvironment } from "../../environments/load";
import { scratchFolder } from "../terraform/support/scratch";
import { describeWithActionlint, runActionlint } from "./support/actionlint";

const example = loadEnvironment("example-s3");

describeWithActionlint("actionlint on the workflows", () => {
  /** Folder of a repository with the workflows in it. */
  function written(name: string, change = (text: string) => text): { folder: string; files: readonly string[] } {
    const folder = scratchFolder(name);
    fs.mkdirSync(path.join(folder, workflowFolder), { recursive: true });
    // Its presence is how actionlint knows the root, to which calls of other workflows are relative.
    fs.mkdirSync(path.join(folder, ".git"));
    const targets = (["in-vpc", "public"] as const).flatMap((runners) => {
      const target = targetOf({ ...example, runners });
      return target ? [{ ...target, name: runners }] : [];
    });
    const all = [...workflows(targets)];
    for (const [file, text] of all) fs.writeFileSync(path.join(folder, workflowFolder, file), change(text));
    return { folder, files: all.map(([file]) => path.join(workflowFolder, file)) };
  }

  it("has nothing to say", async () => {
    const { folder, files } = written("actionlint");
    expect(files).toHaveLength(10);
    // Labels of runners of one's own are nothing that it can know, and a queue is newer than it is.
    const unknown = /\(runner-label\)$|unexpected key "queue" for "concurrency" section/;
    const said = (await runActionlint(files, folder)).filter((one) => !unknown.test(one));
    expect(said).toStrictEqual([]);
  });

  it("sees an input that the called workflow does not take, and a context that there is not", async () => {
    const { folder, files } = written("actionlint-broken", (text) =>
      text.replace("      plan-role: arn", "      plan-rule: arn").replace("github.run_id", "github.run"),
    );
    const said = (await runActionlint(files, folder)).join("\n");
    expect(said).toContain('input "plan-rule" is not defined in "./.github/workflows/apply-stack.yml"');
    expect(said).toContain('property "run" is not defined');
  });
});

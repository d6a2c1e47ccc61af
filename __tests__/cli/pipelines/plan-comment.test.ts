import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { bash } from "./support/bash";
import { stepOf, workflow } from "./support/parsed";

const file = "plan-example-s3.yml";
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-comment-"));
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

function program(name: string, text: string): void {
  fs.writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
}

const withPrograms = () => ({ PATH: `${folder}:${process.env.PATH}` });

describe("a plan", () => {
  const plan = (status: number) => {
    program("npx", `echo shown; echo 'why it failed' >&2; exit ${status}`);
    const { run = "" } = stepOf(file, "plan", "plan");
    const result = bash(run, folder, { ...withPrograms(), STACK: "apps" });
    return { status: result.status, summary: fs.readFileSync(path.join(folder, "summary/1-apps.md"), "utf8") };
  };

  it("that failed says why in the summary, which is uploaded all the same", () => {
    const { status, summary } = plan(1);
    expect(status).toBe(1);
    expect(summary).toContain("    why it failed\n");
    const upload = workflow(file).jobs.plan?.steps?.at(-1);
    expect(upload).toMatchObject({ if: "always()", with: { path: "summary" } });
  });

  it("that a root administrator has to apply fails nothing", () => {
    expect(plan(2)).toMatchObject({ status: 0, summary: expect.stringContaining("    shown\n") });
  });
});

describe("the comment", () => {
  const comment = (COMPARED: string, PLANNED: string, CHECKED: string): string => {
    program("gh", "exit 0");
    const { run = "" } = stepOf(file, "comment", "one comment");
    bash(run, folder, { ...withPrograms(), REPOSITORY: "o/r", NUMBER: "1", COMPARED, PLANNED, CHECKED });
    return fs.readFileSync(path.join(folder, "comment.md"), "utf8").replace(/\n+/g, "\n");
  };
  const head = "<!-- strata example-s3 -->\n### Plans of example-s3\n";
  const unchecked = "Whether a root administrator has to run bootstrap could not be found out: see the job.\n";

  it.each([
    ["success", "success", "success", ""],
    ["success", "skipped", "skipped", "No stack is affected.\n"],
    ["success", "failure", "success", "Not every stack could be planned: see the jobs.\n"],
    ["success", "cancelled", "success", "Not every stack could be planned: see the jobs.\n"],
    ["success", "success", "failure", unchecked],
    ["success", "success", "cancelled", unchecked],
    [
      "failure",
      "skipped",
      "skipped",
      "Which stacks are affected, or what roles gain, could not be found out: see the jobs.\n",
    ],
  ])("after %s, %s, %s of the jobs says so", (compared, planned, checked, said) => {
    expect(comment(compared, planned, checked)).toBe(`${head}${said}`);
  });

  it("is written whatever came of the jobs, and not for a fork", () => {
    expect(workflow(file).jobs.comment?.if).toBe("!cancelled() && needs.affected.result != 'skipped'");
  });
});

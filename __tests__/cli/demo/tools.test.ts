import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { clusterInDocker, needTerraform } from "../../../cli/demo/tools";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-tools-"));
const { signal } = new AbortController();

/** A shell in which these programs are all there are. */
function shell(programs: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const PATH = fs.mkdtempSync(path.join(folder, "bin-"));
  for (const [name, script] of Object.entries(programs)) {
    fs.writeFileSync(path.join(PATH, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  return { PATH };
}

afterAll(() => fs.rmSync(folder, { recursive: true }));

const install = "Fix: install it, https://developer.hashicorp.com/terraform/install.";

it("Terraform has to be there, and new enough", async () => {
  await expect(needTerraform(shell({}), signal)).rejects.toThrow(
    `platform demo: there is no terraform on the PATH, or it does not run. ${install}`,
  );
  await expect(needTerraform(shell({ terraform: `echo '{"terraform_version": "1.9.8"}'` }), signal)).rejects.toThrow(
    `platform demo: terraform is 1.9.8, and the stacks need >=1.10.0. ${install}`,
  );
  const fits = shell({ terraform: `echo '{"terraform_version": "1.11.4"}'` });
  await expect(needTerraform(fits, signal)).resolves.toBeUndefined();
});

it.each([
  ["a daemon that answers and the aws command", { docker: "echo 28.0.1", aws: "echo aws-cli/2" }, true],
  ["no daemon", { docker: "exit 1", aws: "echo aws-cli/2" }, false],
  ["no aws command, which logs in", { docker: "echo 28.0.1" }, false],
])("a cluster runs in Docker with %s: %#", async (_, programs: Record<string, string>, runs) =>
  expect(await clusterInDocker(shell(programs), signal)).toBe(runs),
);

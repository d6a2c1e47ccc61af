import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { commands } from "../../../cli/commands/commands";
import { dispatch } from "../../../cli/dispatch";

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strata-plan-")));
const { CDKTF_OUTDIR, PATH, TERRAFORM_BINARY_NAME } = process.env;

beforeAll(() => {
  process.env.CDKTF_OUTDIR = path.join(folder, "out");
  delete process.env.TERRAFORM_BINARY_NAME;
});

afterAll(() => {
  for (const [name, value] of Object.entries({ CDKTF_OUTDIR, PATH, TERRAFORM_BINARY_NAME })) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  fs.rmSync(folder, { recursive: true, force: true });
});

const planOfApps = () => dispatch(commands, ["plan", "apps"], { ENVIRONMENT: "demo" });

it("says what is missing, and where it is had, where there is no Terraform", async () => {
  process.env.PATH = folder;
  expect(await planOfApps()).toEqual({
    output: "",
    error:
      "platform: there is no terraform on the PATH; install it, https://developer.hashicorp.com/terraform/install, or set TERRAFORM_BINARY_NAME to the path of one; npx platform doctor says what else is missing\n",
    exitCode: 1,
  });
});

it("names the stack to apply first, in place of what Terraform says of its state", async () => {
  const said = "Unable to find remote state\n\n  with data.terraform_remote_state.app-services,";
  fs.writeFileSync(path.join(folder, "terraform"), `#!/bin/sh\necho "${said}" >&2; exit 1\n`, { mode: 0o755 });
  process.env.PATH = `${folder}:/usr/bin:/bin`;
  expect(await planOfApps()).toEqual({
    output: "",
    error: "platform plan: app-services is not applied as apps reads it; npx cdktf deploy app-services\n",
    exitCode: 1,
  });
});

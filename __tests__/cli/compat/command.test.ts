import fs from "node:fs";
import path from "node:path";
import { compat } from "../../../cli/commands/compat";
import { nameOf, variants } from "../../../cli/compat/both-engines";
import { fork, onFork } from "../../../cli/compat/fork";
import { problemOf } from "../../../cli/compat/install-fork";
import { dispatch } from "../../../cli/dispatch";

const root = path.resolve(__dirname, "../../..");

it("takes the fork for cdktf, also for the bindings, and leaves all else as it is", () => {
  const text = fs.readFileSync(path.join(root, "package.json"), "utf8");
  const [before, after] = [JSON.parse(text), JSON.parse(onFork(text))];
  expect(after.dependencies).toEqual({ ...before.dependencies, cdktf: `npm:cdktn@${fork.version}` });
  expect(after.overrides).toEqual({ ...before.overrides, cdktf: "$cdktf" });
  expect(Object.keys(before.devDependencies)).toEqual(expect.arrayContaining(Object.keys(after.devDependencies)));
  // It depends on cdktf 0.21 itself, and so would bring the other engine along.
  expect(after.devDependencies).not.toHaveProperty("cdktf-cli");
  expect(after.scripts).toEqual(before.scripts);
});

it("looks at every environment, with roles and without where there is a choice", () => {
  expect(variants().map(nameOf)).toEqual([
    "demo",
    "demo, DEPLOY_AS=apply",
    "example-hcp",
    "example-s3",
    "example-s3, DEPLOY_AS=apply",
  ]);
});

it.each([
  [
    "npm error code ENOTFOUND\nnpm error network request failed",
    "platform compat: cdktn 0.24.0 can't be installed: npm's registry can't be reached (ENOTFOUND); run it where npm can, or has the packages cached",
  ],
  [
    "npm error code ETARGET\nnpm error notarget No matching version",
    "platform compat: cdktn 0.24.0 can't be installed: there is no such release; leave --fork-version out, or name another",
  ],
  [
    "npm warn old\nnpm error code ERESOLVE\nnpm error unable to resolve",
    "platform compat: cdktn 0.24.0 can't be installed:\nnpm error code ERESOLVE\nnpm error unable to resolve",
  ],
])("says why the fork can't be had: %s", (said, message) => expect(problemOf(said, "0.24.0")).toBe(message));

it.each([
  [["x"], "it takes no argument x; write --tests x"],
  [["--no-tests", "--tests", "x"], "choose one of --tests and --no-tests"],
  [["--fork-version", "latest"], "--fork-version is latest, and not of the form 0.24.0"],
])("refuses %j", async (args, problem) => {
  expect(await dispatch([compat], ["compat", ...args], {})).toEqual({
    output: "",
    error: `platform compat: ${problem}; npx platform compat --help shows its usage\n`,
    exitCode: 1,
  });
});

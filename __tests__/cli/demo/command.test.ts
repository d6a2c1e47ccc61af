import { commands } from "../../../cli/commands/commands";
import { dispatch } from "../../../cli/dispatch";

const demo = (args: readonly string[], shell = {}) => dispatch(commands, ["demo", ...args], shell);
const usage = "npx platform demo --help shows its usage\n";

it("says how it is used, with an example and exit codes", async () => {
  const { output, exitCode } = await demo(["--help"]);
  expect(exitCode).toBe(0);
  for (const part of ["npm run demo", "--kubeconfig <file>", "--aws-only", "--keep", "--yes", "Exit code:", "Example:"])
    expect(output).toContain(part);
});

it.each([
  ["an argument", ["apps"], {}, `platform demo: it takes no apps; ${usage}`],
  [
    "a cluster in which nothing is to be made",
    ["--aws-only", "--kubeconfig", "/tmp/kind.yaml"],
    {},
    `platform demo: --aws-only makes nothing in the cluster of --kubeconfig; ${usage}`,
  ],
  [
    "a role for all",
    [],
    { DEPLOY_AS: "apply" },
    `platform demo: it takes each stack's role by itself; unset DEPLOY_AS; ${usage}`,
  ],
])("refuses %s", async (_, args, shell, error) =>
  expect(await demo(args, shell)).toEqual({ output: "", error, exitCode: 1 }),
);

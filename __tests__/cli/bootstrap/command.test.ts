import { isAwsError, toldInOneLine } from "../../../cli/aws/errors";
import { wantedBy } from "../../../cli/bootstrap/wanted";
import { CommandError } from "../../../cli/command";
import { commands } from "../../../cli/commands/commands";
import { dispatch } from "../../../cli/dispatch";
import { awsError, environment } from "./support/account";

const run = (ENVIRONMENT: string, ...args: readonly string[]) =>
  dispatch(commands, ["bootstrap", ...args], { ENVIRONMENT });

it("the help has an example, the exit codes, and what a check has to be allowed", async () => {
  const { output, exitCode } = await run("demo", "--help");
  expect(exitCode).toBe(0);
  for (const part of ["Example: npx platform bootstrap", "Exit code: 0", "kms:DescribeKey, GetKeyPolicy", "--yes"])
    expect(output).toContain(part);
});

it.each([
  [
    "demo",
    "platform bootstrap: demo has nothing in S3; its states are files in state/: nothing has to be there first. Run npx cdktf deploy.\n",
  ],
  [
    "example-hcp",
    "platform bootstrap: example-hcp has nothing in S3; its states lie in HCP Terraform: npx platform hcp sets up the project and the workspaces, and identity is then applied in local execution mode.\n",
  ],
])("%s is refused, with what to do instead", async (name, error) => {
  expect(await run(name, "--yes")).toEqual({ output: "", error, exitCode: 1 });
});

it.each([
  [
    ["--check", "--yes"],
    "platform bootstrap: --check changes nothing, and goes alone; npx platform bootstrap --help shows its usage\n",
  ],
  [
    ["--check", "--delete"],
    "platform bootstrap: --check changes nothing, and goes alone; npx platform bootstrap --help shows its usage\n",
  ],
  [["now"], "platform bootstrap: it takes no now; npx platform bootstrap --help shows its usage\n"],
  [["--force"], "platform bootstrap: unknown option '--force'; npx platform bootstrap --help shows its usage\n"],
])("%j is refused in one line", async (args, error) => {
  expect(await run("example-s3", ...args)).toEqual({ output: "", error, exitCode: 1 });
});

it("a template that CloudFormation does not take is refused before anything is called", () => {
  expect(() => wantedBy(environment, "x".repeat(51_201))).toThrow(
    "platform bootstrap: the template has 51201 bytes, and CloudFormation takes 51200; name fewer rootAdministrators",
  );
});

describe("what AWS says", () => {
  const told = (error: Error) => toldInOneLine("bootstrap", () => Promise.reject(error));
  const named = (name: string, message: string, more = {}) => Object.assign(new Error(message), { name, ...more });

  it.each([
    [
      awsError("AccessDenied", "User: x is not authorized to perform: cloudformation:CreateChangeSet\nmore"),
      "platform bootstrap: AWS answers AccessDenied: User: x is not authorized to perform: cloudformation:CreateChangeSet",
    ],
    [
      named("CredentialsProviderError", "Could not load credentials from any providers"),
      "platform bootstrap: AWS does not know who asks: Could not load credentials from any providers; sign in, as with aws sso login, or set AWS_PROFILE",
    ],
    [
      named("Error", "connect ECONNREFUSED 127.0.0.1:4566", { code: "ECONNREFUSED" }),
      "platform bootstrap: AWS can't be reached: connect ECONNREFUSED 127.0.0.1:4566",
    ],
  ])("is told in one line: %s", async (error, message) => {
    await expect(told(error)).rejects.toThrow(new CommandError(message));
  });

  it("is not mixed up with a mistake of ours", async () => {
    const mistake = new TypeError("x is not a function");
    await expect(told(mistake)).rejects.toBe(mistake);
    expect(isAwsError(mistake, "TypeError")).toBe(true);
  });
});

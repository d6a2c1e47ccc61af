import { commands } from "../../../cli/commands/commands";
import { dispatch } from "../../../cli/dispatch";
import { type EnvironmentWaiver, expired } from "../../../cli/guard/waivers";

const waiver: EnvironmentWaiver = {
  environment: "demo",
  stack: "apps",
  address: "aws_eip.old",
  id: "provisioner",
  reason: "until the move",
  until: "2027-03-31",
};

it("counts a waiver on its last day, and no longer", () => {
  expect(expired([waiver], "2027-03-31")).toEqual([]);
  expect(expired([{ ...waiver, until: undefined }], "2099-01-01")).toEqual([]);
  expect(expired([waiver], "2027-04-01")).toEqual([
    'demo: apps aws_eip.old: the waiver of provisioner ("until the move") counted until 2027-03-31. Fix: mend what ' +
      "breaks the rule and remove the waiver, or decide anew and give it another day. [waiver-expired]",
  ]);
});

const run = (shell: Record<string, string>, ...args: readonly string[]) =>
  dispatch(commands, ["guard", "waivers", ...args], shell);

it("looks at the environment that is named", async () => {
  expect(await run({ ENVIRONMENT: "demo" })).toEqual({
    output: expect.stringMatching(/^\d\d+ waivers in demo; none is past its day\.\n$/),
    error: "",
    exitCode: 0,
  });
});

it("refuses what is no day", async () => {
  expect(await run({ ENVIRONMENT: "demo" }, "--on", "tomorrow")).toMatchObject({
    error: expect.stringContaining("--on is tomorrow, which is no day such as 2027-03-31"),
    exitCode: 1,
  });
});

import type { Caller } from "../asking/caller";
import { type Check, type Line, ok, problem, skipped } from "../check";

const signIn = "sign in, as with aws sso login, and name the profile in AWS_PROFILE";

export const credentials: Check = {
  id: "credentials",
  states: "there are AWS credentials, and they are of the environment's account",
  async run({ caller, app }) {
    const found = await caller();
    if (found.kind === "unknown") return [unknown(found)];
    const { name, aws } = app.environment;
    if (found.accountId === aws.accountId) return [ok(`${found.arn}, in the account of ${name}`)];
    const text = `${found.arn} is of the account ${found.accountId}, and ${name} is in ${aws.accountId}`;
    return [problem(text, `take credentials of ${aws.accountId}, or another ENVIRONMENT`)];
  },
};

function unknown({ why, reason }: Extract<Caller, { kind: "unknown" }>): Line {
  switch (why) {
    case "offline":
      return skipped(`offline: ${reason}`);
    case "command":
      return skipped("without the aws command");
    case "credentials":
      return problem(reason, signIn);
    case "refused":
      return problem(`AWS does not say whose they are: ${reason}`, signIn);
  }
}

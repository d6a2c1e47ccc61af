import type { Stack } from "@aws-sdk/client-cloudformation";
import { isAwsError } from "../aws/errors";
import { until } from "../aws/patience";
import { CommandError } from "../command";
import type { BootstrapContext } from "./context";

/** The stack as it is now; undefined where there is none. */
export async function currentStack({
  aws,
  wanted,
}: Pick<BootstrapContext, "aws" | "wanted">): Promise<Stack | undefined> {
  try {
    const { Stacks = [] } = await aws.cloudFormation.describeStacks({ StackName: wanted.stack });
    return Stacks.find(({ StackStatus }) => StackStatus !== "DELETE_COMPLETE");
  } catch (error) {
    // CloudFormation has no code of its own for it.
    if (isAwsError(error, "ValidationError") && error.message.includes("does not exist")) return undefined;
    throw error;
  }
}

const halfAnHour = 1800;

/** The stack once nothing goes on in it: an earlier run that was interrupted, or somebody else's. */
export async function settledStack(context: BootstrapContext): Promise<Stack | undefined> {
  const { wanted, dialogue, signal, firstPauseMs } = context;
  let told: string | undefined;
  const look = async () => {
    const stack = await currentStack(context);
    const status: string | undefined = stack?.StackStatus;
    if (!goesOn(status)) return { stack };
    if (told !== status) dialogue.progress(`${wanted.stack} is ${status}: waiting until that has ended`);
    told = status;
    return undefined;
  };
  const settled = await until(look, { seconds: halfAnHour, signal, firstPauseMs });
  if (settled) return settled.stack;
  throw new CommandError(
    `platform bootstrap: ${wanted.stack} is still ${told} after half an hour; look at its events in CloudFormation, and run npx platform bootstrap again`,
  );
}

/** REVIEW_IN_PROGRESS only says that a first change set waits for somebody to execute it. */
export function goesOn(status: string | undefined): boolean {
  return status?.endsWith("_IN_PROGRESS") === true && status !== "REVIEW_IN_PROGRESS";
}

import type { ChangeSetType, Stack } from "@aws-sdk/client-cloudformation";
import { until } from "../aws/patience";
import { CommandError } from "../command";
import { strangers } from "./adoption";
import type { BootstrapContext } from "./context";
import { currentStack } from "./current-stack";

const changeable = /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$/;

/** Whether the stack is created or updated; refuses a stack in which somebody has to mend something first. */
export async function startOf(context: BootstrapContext, stack: Stack | undefined): Promise<ChangeSetType> {
  const status: string | undefined = stack?.StackStatus;
  if (status !== undefined && changeable.test(status)) return "UPDATE";
  if (status === "ROLLBACK_COMPLETE") await clearAway(context);
  else if (status !== undefined && status !== "REVIEW_IN_PROGRESS") throw stuck(context, status);
  await refuseStrangers(context);
  return "CREATE";
}

/** The first creation failed and was taken back: what is left is a name in the way. */
async function clearAway(context: BootstrapContext): Promise<void> {
  const { aws, wanted, dialogue, signal, firstPauseMs } = context;
  dialogue.progress(`${wanted.stack} is ROLLBACK_COMPLETE: an earlier creation failed; removing what is left of it`);
  await aws.cloudFormation.deleteStack({ StackName: wanted.stack });
  const gone = async () => ((await currentStack(context)) === undefined ? true : undefined);
  if (await until(gone, { seconds: 600, signal, firstPauseMs })) return;
  throw new CommandError(
    `platform bootstrap: ${wanted.stack} can't be removed; look at its events in CloudFormation, and run npx platform bootstrap again`,
  );
}

function stuck({ wanted: { stack, region } }: BootstrapContext, status: string): CommandError {
  const at = `--stack-name ${stack} --region ${region}`;
  const ways: Readonly<Record<string, string>> = {
    UPDATE_ROLLBACK_FAILED: `mend what its events name, and finish with aws cloudformation continue-update-rollback ${at}`,
    UPDATE_FAILED: `take the update back with aws cloudformation rollback-stack ${at}`,
  };
  const way =
    ways[status] ??
    `mend what its events name, and remove it with aws cloudformation delete-stack ${at}, which leaves buckets and keys`;
  return new CommandError(
    `platform bootstrap: ${stack} is ${status}, in which it can't be changed; ${way}. Then run npx platform bootstrap again.`,
  );
}

/** CloudFormation fails half-way on a name that is taken. What an earlier stack left behind is to be adopted, not remade. */
async function refuseStrangers(context: BootstrapContext): Promise<void> {
  const found = await strangers(context);
  if (found.length === 0) return;
  throw new CommandError(
    [
      `platform bootstrap: there is no stack ${context.wanted.stack}, but some of what it would make:`,
      ...found.map((one) => `  ${one}`),
      "They may hold states, so nothing is made over them. npx platform bootstrap --adopt takes them into the stack.",
    ].join("\n"),
  );
}

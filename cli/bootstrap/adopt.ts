import { CommandError, type Result } from "../command";
import { type Adoption, adoption } from "./adoption";
import { asRootAdministrator } from "./caller";
import { discard, propose } from "./change-set";
import type { BootstrapContext } from "./context";
import { settledStack } from "./current-stack";
import { deploy } from "./deploy";
import { execute } from "./execution";
import { protect } from "./protection";

/**
 * Takes into the stack what is there without one: buckets and keys that were made by hand, or that a deleted stack has left.
 * First as they are, so that nothing about them changes; then a run as any other brings them to what is wanted.
 */
export async function adopt(context: BootstrapContext): Promise<Result> {
  const { aws, wanted, environment, dialogue } = context;
  if (!dialogue.confirm) throw refused("there is no terminal to ask on; add --yes");
  await asRootAdministrator(aws, environment);
  const stack = await settledStack(context);
  if (stack && stack.StackStatus !== "REVIEW_IN_PROGRESS") throw refused(`there is a stack ${wanted.stack} already`);
  const adopted = await adoption(context);
  if (adopted.resources.length === 0) throw refused(`there is nothing that ${wanted.stack} could take in`);
  await takeIn(context, adopted);
  return deploy(context);
}

async function takeIn(context: BootstrapContext, { template, resources }: Adoption): Promise<void> {
  const { wanted, dialogue, signal } = context;
  // CloudFormation takes things in without changing them, tags included.
  const asTheyAre = { ...context, wanted: { ...wanted, template: JSON.stringify(template), tags: [] } };
  const proposed = await propose(asTheyAre, "IMPORT", resources);
  try {
    dialogue.show(plannedText(wanted.stack, resources));
    const agreed = await dialogue.confirm?.(`\nTake them into ${wanted.stack}?`, signal);
    signal.throwIfAborted();
    if (!agreed) throw refused("nothing was taken in");
  } catch (error) {
    await discard(context, proposed);
    throw error;
  }
  await execute(context, proposed);
  await protect(context);
}

function plannedText(stack: string, resources: Adoption["resources"]): string {
  const lines = resources.map(({ LogicalResourceId, ResourceIdentifier = {} }) => {
    return `  ${LogicalResourceId}: ${Object.values(ResourceIdentifier).join(", ")}`;
  });
  return [`${stack} takes in, as they are:`, ...lines].join("\n");
}

function refused(problem: string): CommandError {
  return new CommandError(`platform bootstrap --adopt: ${problem}`);
}

import { randomUUID } from "node:crypto";
import type {
  ChangeSetType,
  DescribeChangeSetOutput,
  ResourceChange,
  ResourceToImport,
} from "@aws-sdk/client-cloudformation";
import { until } from "../aws/patience";
import { CommandError } from "../command";
import type { BootstrapContext } from "./context";

/** What would happen to the stack, until it is executed or deleted. */
export interface ChangeSet {
  /** ARN. */
  readonly id: string;
  readonly stackId: string;
  readonly type: ChangeSetType;
  readonly changes: readonly ResourceChange[];
}

/** Asks CloudFormation what the wanted template would change. Empty where that is nothing. */
export async function propose(
  context: BootstrapContext,
  type: ChangeSetType,
  imported?: readonly ResourceToImport[],
): Promise<ChangeSet> {
  const { aws, wanted } = context;
  const { Id = "", StackId = "" } = await aws.cloudFormation.createChangeSet({
    StackName: wanted.stack,
    ChangeSetName: `platform-${randomUUID()}`,
    ChangeSetType: type,
    TemplateBody: wanted.template,
    ...(imported ? { ResourcesToImport: [...imported] } : { Tags: [...wanted.tags] }),
  });
  const proposed = { id: Id, stackId: StackId, type };
  try {
    return { ...proposed, changes: await changesIn(context, Id) };
  } catch (error) {
    await discard(context, { ...proposed, changes: [] });
    throw error;
  }
}

async function changesIn(context: BootstrapContext, id: string): Promise<readonly ResourceChange[]> {
  const { aws, signal, firstPauseMs } = context;
  const look = async () => {
    const found = await aws.cloudFormation.describeChangeSet({ ChangeSetName: id });
    return /^(CREATE_COMPLETE|FAILED)$/.test(found.Status ?? "") ? found : undefined;
  };
  const first = await until(look, { seconds: 600, signal, firstPauseMs });
  if (!first) throw refused("CloudFormation did not say within ten minutes what would change; run it again");
  const { Status, StatusReason = "" } = first;
  if (Status === "CREATE_COMPLETE") return allChanges(context, first);
  if (/didn't contain changes|No updates are to be performed/.test(StatusReason)) return [];
  throw refused(`CloudFormation refuses the template: ${StatusReason}`);
}

async function allChanges(
  { aws }: BootstrapContext,
  first: DescribeChangeSetOutput,
): Promise<readonly ResourceChange[]> {
  const changes = [...(first.Changes ?? [])];
  let { NextToken } = first;
  while (NextToken !== undefined) {
    const page = await aws.cloudFormation.describeChangeSet({ ChangeSetName: first.ChangeSetId, NextToken });
    changes.push(...(page.Changes ?? []));
    NextToken = page.NextToken;
  }
  return changes.flatMap(({ ResourceChange }) => (ResourceChange ? [ResourceChange] : []));
}

/** Leaves the stack as it was: none, where it only came for this. */
export async function discard({ aws }: BootstrapContext, { id, stackId, type }: ChangeSet): Promise<void> {
  await aws.cloudFormation.deleteChangeSet({ ChangeSetName: id });
  if (type === "UPDATE") return;
  const { Stacks: [stack] = [] } = await aws.cloudFormation.describeStacks({ StackName: stackId });
  if (stack?.StackStatus === "REVIEW_IN_PROGRESS") await aws.cloudFormation.deleteStack({ StackName: stackId });
}

function refused(problem: string): CommandError {
  return new CommandError(`platform bootstrap: ${problem}`);
}

import type { StackEvent } from "@aws-sdk/client-cloudformation";
import { until } from "../aws/patience";
import { CommandError } from "../command";
import type { ChangeSet } from "./change-set";
import type { BootstrapContext } from "./context";

const anHour = 3600;

/** Executes a change set and follows it to its end. What an execution that failed has made is taken back. */
export async function execute(context: BootstrapContext, { id, stackId }: ChangeSet): Promise<void> {
  const { aws, wanted, dialogue, signal, firstPauseMs } = context;
  const seen = new Set((await eventsOf(context, stackId)).map(({ EventId }) => EventId));
  signal.throwIfAborted();
  await aws.cloudFormation.executeChangeSet({ ChangeSetName: id, RetainExceptOnCreate: true });
  const stop = atInterruption(signal, () =>
    dialogue.show(
      `Interrupted. CloudFormation goes on with ${wanted.stack}; npx platform bootstrap waits for it and goes on.`,
    ),
  );
  const all: StackEvent[] = [];
  const look = async () => {
    const recent = await eventsOf(context, stackId, seen);
    for (const event of recent) {
      seen.add(event.EventId);
      dialogue.progress(eventText(event));
    }
    all.push(...recent);
    return recent.find((event) => event.PhysicalResourceId === stackId && ended(event))?.ResourceStatus;
  };
  try {
    const status: string | undefined = await until(look, { seconds: anHour, signal, firstPauseMs });
    if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status ?? "")) return;
    throw failed(wanted.stack, status, [...failuresIn(all), ...(await failedChecks(context, stackId))]);
  } finally {
    stop();
  }
}

function atInterruption(signal: AbortSignal, tell: () => void): () => void {
  signal.addEventListener("abort", tell);
  return () => signal.removeEventListener("abort", tell);
}

/** Events that are not known yet, oldest first. */
async function eventsOf(
  { aws }: BootstrapContext,
  StackName: string,
  known?: ReadonlySet<string | undefined>,
): Promise<readonly StackEvent[]> {
  const found: StackEvent[] = [];
  let NextToken: string | undefined;
  do {
    const page = await aws.cloudFormation.describeStackEvents({ StackName, NextToken });
    const events = page.StackEvents ?? [];
    const fresh = events.filter(({ EventId }) => !known?.has(EventId));
    found.push(...fresh);
    NextToken = fresh.length < events.length ? undefined : page.NextToken;
  } while (NextToken !== undefined);
  return found.reverse();
}

/** A creation or update that failed is taken back first. */
function ended({ ResourceStatus }: StackEvent): boolean {
  return /_COMPLETE$|ROLLBACK_FAILED$/.test(ResourceStatus ?? "");
}

function eventText({ ResourceStatus, LogicalResourceId, ResourceStatusReason: reason }: StackEvent): string {
  return `${ResourceStatus} ${LogicalResourceId}${reason ? `: ${reason}` : ""}`;
}

function failuresIn(events: readonly StackEvent[]): readonly string[] {
  return events
    .filter(({ ResourceStatus }) => ResourceStatus?.endsWith("_FAILED"))
    .filter(({ ResourceStatusReason = "" }) => !/cancelled|Call DescribeEvents/i.test(ResourceStatusReason))
    .map(eventText);
}

/** What CloudFormation found before it began, which stands in no event of the stack. */
async function failedChecks({ aws }: BootstrapContext, StackName: string): Promise<readonly string[]> {
  const { OperationEvents = [] } = await aws.cloudFormation.describeEvents({
    StackName,
    Filters: { FailedEvents: true },
  });
  return OperationEvents.flatMap(({ LogicalResourceId, ValidationStatusReason: reason }) =>
    reason ? [`${LogicalResourceId}: ${reason}`] : [],
  );
}

function failed(stack: string, status: string | undefined, reasons: readonly string[]): CommandError {
  return new CommandError(
    [
      `platform bootstrap: ${stack} ended as ${status ?? "unfinished within an hour"}:`,
      ...reasons.map((reason) => `  ${reason}`),
      "Mend that, and run npx platform bootstrap again: it goes on from whatever this run has left.",
    ].join("\n"),
  );
}

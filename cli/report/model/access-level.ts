import { like } from "../../aws/arn-pattern";
import { dataActions } from "./data-actions";

/** Beginnings of the names of actions that read. `__tests__/cli/report/access-level.test.ts` holds them to AWS's own list. */
const reading =
  /^(Get|List|Describe|BatchGet|BatchCheck|Head|Lookup|Filter|Query|Scan|Select|Search|Simulate|ConditionCheck|Download|Check|View|StartQuery|StopQuery|StartLiveTail|Receive|Generate(Credential|Organizations|Service))/;

/** Whether an action, or every action that a pattern stands for, only reads: `s3:Get*`. */
export function onlyReads(action: string): boolean {
  const [, name = ""] = action.split(":");
  return reading.test(name) || dataActions.includes(action);
}

/** Whether an action, or any action that a pattern stands for, hands out data or secrets: `s3:Get*`. */
export function readsData(action: string): boolean {
  const known = dataReaders.get(action) ?? dataActions.some((one) => like(action.toLowerCase(), one.toLowerCase()));
  dataReaders.set(action, known);
  return known;
}

/** The same few actions stand in hundreds of roles. */
const dataReaders = new Map<string, boolean>();

/** The service of an action; `*` for all services. An AWS policy that is attached as it is stands for itself. */
export function serviceOf(action: string): string {
  if (action.includes(" ")) return "AWS policy";
  return action.split(":")[0] ?? action;
}

import { type Line, skipped } from "../check";
import type { Context } from "../context";
import { type AwsAnswer, type AwsCalls, type Content, isDenied } from "./aws-calls";

/** Ends a check early: what it found instead of what it looked for. */
class Found extends Error {
  constructor(readonly line: Line) {
    super(line.text);
  }
}

/** To throw where a check has its answer already. */
export const found = (line: Line): Error => new Found(line);

/** Runs a check that asks AWS. Where AWS can't be asked, that is what it says; what it throws as `Found` is its answer. */
export async function asking(context: Context, check: () => Promise<readonly Line[]>): Promise<readonly Line[]> {
  const caller = await context.caller();
  if (caller.kind === "unknown") return [skipped(reasons[caller.why])];
  const { accountId } = context.app.environment.aws;
  if (caller.accountId !== accountId) return [skipped(`the credentials are of the account ${caller.accountId}`)];
  try {
    return await check();
  } catch (error) {
    if (error instanceof Found) return [error.line];
    throw error;
  }
}

const reasons = {
  offline: "offline: AWS does not answer from here",
  credentials: "without credentials",
  command: "without the aws command",
  refused: "AWS does not say whose the credentials are",
} as const;

/** What a call answers. `refused` says what a refusal means; where it doesn't, the check is skipped. */
export async function answerOf(
  aws: AwsCalls,
  [service, operation, args]: readonly [string, string, Readonly<Record<string, string>>?],
  refused: (answer: { readonly code: string; readonly message: string }) => Line | undefined = () => undefined,
): Promise<Content> {
  const answer = await aws.call(service, operation, args);
  if (answer.kind === "answered") return answer.content;
  const own = answer.kind === "refused" ? refused(answer) : undefined;
  throw new Found(own ?? unheard(answer, `${service} ${operation}`));
}

/** An answer that says nothing about what was asked for. */
export function unheard(answer: Exclude<AwsAnswer, { kind: "answered" }>, call: string): Line {
  if (answer.kind === "unasked")
    return skipped(answer.why === "offline" ? `${reasons.offline} (${call})` : answer.reason);
  if (isDenied(answer)) return skipped(`these credentials may not call aws ${call}`);
  return skipped(`aws ${call} says ${answer.code}: ${answer.message}`);
}

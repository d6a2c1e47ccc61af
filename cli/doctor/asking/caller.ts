import type { AwsAnswer, AwsCalls } from "./aws-calls";

/** Whose credentials these are. */
export type Caller =
  | { readonly kind: "known"; readonly accountId: string; readonly arn: string; readonly role: string | undefined }
  | {
      readonly kind: "unknown";
      readonly why: "offline" | "credentials" | "command" | "refused";
      readonly reason: string;
    };

export async function callerOf(aws: AwsCalls): Promise<Caller> {
  const answer = await aws.call("sts", "get-caller-identity");
  if (answer.kind !== "answered") return unknown(answer);
  const { Account: accountId, Arn: arn } = answer.content as { readonly Account: string; readonly Arn: string };
  return { kind: "known", accountId, arn, role: roleOf(arn) };
}

function unknown(answer: Exclude<AwsAnswer, { kind: "answered" }>): Caller {
  if (answer.kind === "unasked") return { kind: "unknown", why: answer.why, reason: answer.reason };
  return { kind: "unknown", why: "refused", reason: `${answer.code}: ${answer.message}` };
}

/** Name of the role behind a session; undefined for users and for the account's root. */
function roleOf(arn: string): string | undefined {
  return /:assumed-role\/([^/]+)\//.exec(arn)?.[1];
}

import { CommandError } from "../command";

/** Whether AWS answered with an error of one of these codes, such as NoSuchBucket. */
export function isAwsError(error: unknown, ...codes: readonly string[]): error is Error {
  return error instanceof Error && codes.includes(error.name);
}

/** What a call answers, or undefined where what is asked for is not there. */
export async function ifThere<T>(call: Promise<T>, ...codes: readonly string[]): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isAwsError(error, ...codes)) return undefined;
    throw error;
  }
}

/** Codes by which AWS says that something may not be done. */
export const refusals = ["AccessDenied", "AccessDeniedException", "Forbidden", "403"];

/** Runs something that calls AWS. What AWS says against it is the user's to mend: one message, no stack trace. */
export async function toldInOneLine<T>(command: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const told = error instanceof Error && reason(error);
    if (!told) throw error;
    throw new CommandError(`platform ${command}: ${told}`);
  }
}

const connection = /^(ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|EPIPE|CERT_|SELF_SIGNED|UNABLE_TO|DEPTH_ZERO)/;

function reason(error: Error): string | undefined {
  const { name, message, code = "" } = error as NodeJS.ErrnoException;
  const [first = ""] = message.split("\n");
  if (error instanceof CommandError) return undefined;
  if (/Credentials|TokenProvider/.test(name))
    return `AWS does not know who asks: ${first}; sign in, as with aws sso login, or set AWS_PROFILE`;
  if ("$metadata" in error && "$fault" in error) return `AWS answers ${name}: ${first}`;
  if (connection.test(code)) return `AWS can't be reached: ${first || code}`;
  return undefined;
}

import { z } from "zod";
import { ConfigError, type Finding } from "../../../constructs/errors";
import { mayBeStack } from "../../../constructs/stack/stack-id";
import { isExactAddress } from "../allowed-addresses";

/** One thing whose data a reviewed commit lets go: what `--allow` is on a command line, for pipelines. */
export interface Allowed {
  readonly stack: string;
  /** As the plan spells it. */
  readonly address: string;
  /** Why, for whoever reviews it. */
  readonly reason: string;
}

export const allowedCodes = {
  broken: "ALLOWED_BROKEN",
  shape: "ALLOWED_SHAPE",
  twice: "ALLOWED_TWICE",
} as const;

const entries = z.array(
  z.strictObject({
    stack: z.string().refine(mayBeStack, "it is no stack"),
    address: z.string().refine(isExactAddress, "it is no exact Terraform address, such as aws_sqs_queue.orders"),
    reason: z.string().refine((text) => text.trim() !== "", "it is empty, and the reviewer wants to know why"),
  }),
);

const form = 'write a list of { "stack": …, "address": …, "reason": … }, as the stopped plan prints it';

/**
 * The entries in a file's text. What is wrong with it is one `ConfigError`: they decide what may be lost, so that
 * nothing of it is guessed.
 *
 * @param file as the user knows it, such as `ledger/demo.allow.json`
 */
export function parseAllowed(text: string, file: string): readonly Allowed[] {
  const { success, data, error } = entries.safeParse(jsonOf(text, file));
  if (!success)
    throw new ConfigError(
      file,
      error.issues.slice(0, 10).map(({ path, message }) => misshapen(file, path, message)),
    );
  const seen = new Set<string>();
  const repeated = data.flatMap((entry, index) => {
    const key = `${entry.stack} ${entry.address}`;
    if (!seen.has(key)) return seen.add(key) && [];
    return [
      {
        place: `${file} ${index}`,
        value: key,
        problem: "it stands there twice",
        fix: "keep one of them",
        code: allowedCodes.twice,
      },
    ];
  });
  if (repeated.length > 0) throw new ConfigError(file, repeated);
  return data;
}

/** As it is written: by stack and address, one entry a line, so that a change of one is a change of one line. */
export function allowedText(all: readonly Allowed[]): string {
  if (all.length === 0) return "[]\n";
  const lines = [...all]
    .sort((one, other) => `${one.stack} ${one.address}`.localeCompare(`${other.stack} ${other.address}`, "en"))
    .map((entry) => `  ${entryText(entry)}`);
  return `[\n${lines.join(",\n")}\n]\n`;
}

/** One entry as a line of the file. */
export function entryText({ stack, address, reason }: Allowed): string {
  const pairs = Object.entries({ stack, address, reason }).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`);
  return `{ ${pairs.join(", ")} }`;
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const problem = `it is no JSON: ${(error as Error).message}`;
    throw new ConfigError(file, [{ place: file, problem, fix: form, code: allowedCodes.broken }]);
  }
}

function misshapen(file: string, path: readonly PropertyKey[], message: string): Finding {
  return { place: [file, ...path.map(String)].join(" "), problem: message, fix: form, code: allowedCodes.shape };
}

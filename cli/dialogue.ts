import { createInterface } from "node:readline/promises";
import { progress } from "./progress";

/** How a command speaks with whoever runs it. */
export interface Dialogue {
  /** Asks for a yes. Left out where nobody is there to answer. */
  readonly confirm?: (question: string, signal: AbortSignal) => Promise<boolean>;
  /** Shows something at once, before the command has ended. */
  show(text: string): void;
  /** Says what goes on; on a terminal only. */
  progress(what: string): void;
}

/** With `yes` all questions are answered beforehand. */
export function dialogue(yes: boolean): Dialogue {
  const attended = process.stdin.isTTY && process.stderr.isTTY;
  return {
    ...(yes ? { confirm: async () => true } : attended && { confirm: ask }),
    show: (text) => process.stderr.write(`${text}\n`),
    progress,
  };
}

async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  // Left to the terminal, an interruption reaches the process and not the question alone.
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  try {
    return (await lines.question(`${question} Type yes to go on: `, { signal })).trim() === "yes";
  } finally {
    lines.close();
  }
}

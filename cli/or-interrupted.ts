import { CommandError } from "./command";

/** Time that a command has to tidy up behind itself; a connection may hang. */
const graceMs = 5_000;

/** Runs something that ends early once the signal is aborted, and does not wait for it any longer than need be. */
export async function orInterrupted<T>(name: string, signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  const interrupted = new CommandError(`platform ${name}: interrupted; run it again to go on`);
  try {
    return await Promise.race([run(), graceAfter(signal)]);
  } catch (error) {
    if (!signal.aborted) throw error;
    // The process ends by the signal, before anybody could print the error.
    process.stderr.write(`${interrupted.message}\n`);
    throw interrupted;
  }
}

function graceAfter(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => setTimeout(() => reject(signal.reason), graceMs));
  });
}

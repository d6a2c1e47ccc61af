const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs something that has to tidy up behind itself. An interruption aborts the signal that it is given; when it has
 * ended, the process ends by that same signal, as its caller expects.
 */
export async function interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let received: NodeJS.Signals | undefined;
  const interrupt = (signal: NodeJS.Signals) => {
    received = signal;
    controller.abort();
  };
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await run(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
    if (received) process.kill(process.pid, received);
  }
}

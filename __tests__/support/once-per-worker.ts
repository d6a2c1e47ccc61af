declare global {
  /** Values as JSON, by key: what `__tests__/runner/one-context.ts` keeps from suite to suite. */
  var keptByWorker: Map<string, string>;
}

/**
 * Makes a value once for all suites that a worker runs. Each gets a copy of its own, read from JSON, so that none can
 * change it under another. `key`: all that the value depends on, the sources aside.
 */
export function oncePerWorker<T>(key: string, make: () => T): T {
  const known = globalThis.keptByWorker.get(key) ?? JSON.stringify(make());
  globalThis.keptByWorker.set(key, known);
  return JSON.parse(known);
}

/** The same of a value that has to be waited for. */
export async function oncePerWorkerLater<T>(key: string, make: () => Promise<T>): Promise<T> {
  const known = globalThis.keptByWorker.get(key) ?? JSON.stringify(await make());
  globalThis.keptByWorker.set(key, known);
  return JSON.parse(known);
}

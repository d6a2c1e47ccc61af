import { AsyncLocalStorage } from "node:async_hooks";

const used = new Set<AsyncLocalStorage<unknown>>();

/**
 * Remembers every storage that anything runs in. Jest makes one for each suite, in its context, and leaves it behind: Node
 * hands the value of each to each new promise, so that the hundredth suite would pay for a hundred.
 */
export function followStorages(): void {
  const { run } = AsyncLocalStorage.prototype;
  AsyncLocalStorage.prototype.run = function (this: AsyncLocalStorage<unknown>, ...args: Parameters<typeof run>) {
    used.add(this);
    return run.apply(this, args);
  } as typeof run;
}

/** Lets go of the storages of the suite that ended. */
export function disableStorages(): void {
  for (const storage of used) storage.disable();
  used.clear();
}

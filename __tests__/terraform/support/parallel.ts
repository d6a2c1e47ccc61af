/** Runs independent jobs, at most `limit` at once, and gives their results in the order of the items. */
export async function inParallel<Item, Value>(
  items: readonly Item[],
  limit: number,
  job: (item: Item) => Promise<Value>,
): Promise<Value[]> {
  const results: Value[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await job(item);
  };
  // Settled, not all: a job that still runs after a failure would write into folders that the test removes.
  const workers = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
  for (const outcome of workers) if (outcome.status === "rejected") throw outcome.reason;
  return results;
}

/** Runs jobs one after the other, each after the one before has succeeded. */
export async function inOrder<Item, Value>(
  items: readonly Item[],
  job: (item: Item) => Promise<Value>,
): Promise<Value[]> {
  return inParallel(items, 1, job);
}

/**
 * Does something for each item, `limit` of them at once, and gives the results in the order of the items. Where one
 * fails no other is begun; its error comes when those that run have ended, so that nothing goes on behind it.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  job: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = items.map((item, index) => ({ item, index }));
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      try {
        results[next.index] = await job(next.item);
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  return results;
}

/** How the name of a counter ends that is served by the second, in the place of `_total`. */
export const perSecond = "_per_second";

/** Names of series that are not served as they are: those of counters, and of the parts of histograms. */
export const unservedEndings = ["_total", "_bucket", "_count", "_sum", "_created"] as const;

/** What is wrong with the name of a metric as it is asked for: undefined where the adapter can serve it. */
export function unserved(name: string): (typeof unservedEndings)[number] | undefined {
  return unservedEndings.find((ending) => name.endsWith(ending));
}

/** Environment variables that tell an app of a database: `DATABASE_<NAME>_HOST` and its like. */
export function databaseVariables(name: string) {
  const prefix = prefixOf("DATABASE", name);
  return {
    host: `${prefix}_HOST`,
    readerHost: `${prefix}_READER_HOST`,
    port: `${prefix}_PORT`,
    database: `${prefix}_NAME`,
    user: `${prefix}_USER`,
  } as const;
}

/** Environment variables that tell an app of a cache: `CACHE_<NAME>_HOST` and its like. */
export function cacheVariables(name: string) {
  const prefix = prefixOf("CACHE", name);
  return { host: `${prefix}_HOST`, port: `${prefix}_PORT`, user: `${prefix}_USER` } as const;
}

/** `order-items` as in `DATABASE_ORDER_ITEMS_HOST`. */
function prefixOf(kind: "DATABASE" | "CACHE", name: string): string {
  return `${kind}_${name.toUpperCase().replaceAll("-", "_")}`;
}

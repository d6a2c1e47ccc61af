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

/** Environment variables that tell an app of a queue: `QUEUE_<NAME>_URL` and its like. */
export function queueVariables(name: string) {
  const prefix = prefixOf("QUEUE", name);
  return { url: `${prefix}_URL`, region: `${prefix}_REGION` } as const;
}

/** Environment variables that tell an app of a bucket: `BUCKET_<NAME>_NAME` and its like. */
export function bucketVariables(name: string) {
  const prefix = prefixOf("BUCKET", name);
  return { bucket: `${prefix}_NAME`, region: `${prefix}_REGION` } as const;
}

/** Environment variables that tell an app of a DynamoDB table: `TABLE_<NAME>_NAME` and its like. */
export function tableVariables(name: string) {
  const prefix = prefixOf("TABLE", name);
  return { table: `${prefix}_NAME`, region: `${prefix}_REGION` } as const;
}

/** `order-items` as in `DATABASE_ORDER_ITEMS_HOST`. */
function prefixOf(kind: "DATABASE" | "CACHE" | "QUEUE" | "BUCKET" | "TABLE", name: string): string {
  return `${kind}_${name.toUpperCase().replaceAll("-", "_")}`;
}

import { type Ledger, recordedOf } from "./ledger";

/** What an app in a stack of its own names of the datastores. */
export interface Links {
  readonly databases: readonly string[];
  readonly caches: readonly string[];
}

/**
 * The datastores that an app's deployed pods know the address of, be it that they are declared still or not: an app that
 * is about to lose one signs in to it until it is applied without it.
 */
export function deployedLinks(ledger: Ledger | undefined, team: string, app: string): Links {
  const own = Object.entries(recordedOf(ledger, "apps").elements).filter(([address]) =>
    address.includes(`.${team}_${app}_`),
  );
  const uses = own.flatMap(([, element]) => element.uses ?? []);
  const named = (pattern: RegExp) => [...new Set(uses.flatMap((place) => pattern.exec(place)?.[1] ?? []))].sort();
  return {
    databases: named(/^app-services aws_rds_cluster\.database-(.+)_cluster$/),
    caches: named(/^app-services aws_elasticache_replication_group\.cache-(.+)_group$/),
  };
}

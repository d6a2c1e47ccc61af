import { cacheVariables, databaseVariables } from "./link-variables";
import { addresses, type NetworkPath } from "./network-policy";

/** A datastore that a workload talks to: where it answers, and what the workload has to be told. Never a password. */
export interface DataLink {
  /** Name of the datastore in the environment. */
  readonly name: string;
  /** Address blocks of the datastore's subnets: endpoints are names, and network policies know addresses only. */
  readonly addresses: readonly string[];
}

export interface DatabaseLink extends DataLink {
  /** Endpoint that always leads to the writer. */
  readonly endpoint: string;
  /** Endpoint that leads to one of the readers. */
  readonly readerEndpoint: string;
  /** Name of the database within the cluster. */
  readonly database: string;
  /** User as which the app signs in, by a token of its AWS role. */
  readonly user: string;
  /** @default 5432 */
  readonly port?: number;
}

export interface CacheLink extends DataLink {
  /** Endpoint that leads to the primary. */
  readonly endpoint: string;
  /** User as which the app signs in, by a token of its AWS role. */
  readonly user: string;
  /** @default 6379 */
  readonly port?: number;
}

const postgresPort = 5432;
const valkeyPort = 6379;

/** What a database link brings, by the names that `databaseVariables` gives. */
export function databaseSettings(link: DatabaseLink): Record<string, string> {
  const variables = databaseVariables(link.name);
  return {
    [variables.host]: link.endpoint,
    [variables.readerHost]: link.readerEndpoint,
    [variables.port]: String(link.port ?? postgresPort),
    [variables.database]: link.database,
    [variables.user]: link.user,
  };
}

/** What a cache link brings, by the names that `cacheVariables` gives. */
export function cacheSettings(link: CacheLink): Record<string, string> {
  const variables = cacheVariables(link.name);
  return {
    [variables.host]: link.endpoint,
    [variables.port]: String(link.port ?? valkeyPort),
    [variables.user]: link.user,
  };
}

/** The paths to all datastores that a workload is linked to. */
export function pathsToData(databases: readonly DatabaseLink[], caches: readonly CacheLink[]): NetworkPath[] {
  return [
    ...databases.map((link) => pathTo("database", link, link.port ?? postgresPort)),
    ...caches.map((link) => pathTo("cache", link, link.port ?? valkeyPort)),
  ];
}

function pathTo(kind: string, link: DataLink, port: number): NetworkPath {
  return { direction: "to", peer: `${kind}-${link.name}`, rules: [addresses(link.addresses, port)] };
}

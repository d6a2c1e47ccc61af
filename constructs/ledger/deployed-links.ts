import { wholeOf } from "../stack/stack-id";
import { type Ledger, type RecordedElement, recordedStacks } from "./ledger";

/** What an app in a stack of its own names of the datastores, queues and buckets. */
export type Links = Readonly<Record<"databases" | "caches" | "queues" | "buckets" | "tables", readonly string[]>>;

/**
 * The datastores that an app's deployed pods know the address of, be it that they are declared still or not: an app that
 * is about to lose one signs in to it until it is applied without it.
 */
export function deployedLinks(ledger: Ledger | undefined, team: string, app: string): Links {
  const own = elementsOfApps(ledger).filter(([address]) => address.includes(`.${team}_${app}_`));
  const uses = own.flatMap(([, element]) => element.uses ?? []);
  const named = (pattern: RegExp) => [...new Set(uses.flatMap((place) => pattern.exec(place)?.[1] ?? []))].sort();
  return {
    databases: named(/^app-services aws_rds_cluster\.database-(.+)_cluster$/),
    caches: named(/^app-services aws_elasticache_replication_group\.cache-(.+)_group$/),
    queues: named(/^app-services aws_sqs_queue\.queue-(.+)_queue$/),
    buckets: named(/^app-services aws_s3_bucket\.bucket-(.+)_bucket$/),
    tables: named(/^app-services aws_dynamodb_table\.table-(.+)_table$/),
  };
}

/** The apps whose deployed pods know the address of a database, as `<team>/<app>`, be it that they are declared still or not. */
export function deployedUsersOf(ledger: Ledger | undefined, database: string): readonly string[] {
  const place = `app-services aws_rds_cluster.database-${database}_cluster`;
  const users = elementsOfApps(ledger).flatMap(([address, { uses = [] }]) => {
    // Names of teams and apps have no underscore, which stands between the parts of an address.
    const [, team, app] = /\.([^_.]+)_([^_]+)_/.exec(address) ?? [];
    return uses.includes(place) && team && app ? [`${team}/${app}`] : [];
  });
  return [...new Set(users)].sort();
}

/** Of `apps` and of its shards: while a team's apps move, they stand in both. */
function elementsOfApps(ledger: Ledger | undefined): readonly (readonly [string, RecordedElement])[] {
  const stacks = recordedStacks(ledger).filter(([stack]) => wholeOf(stack) === "apps");
  return stacks.flatMap(([, { elements }]) => Object.entries(elements));
}

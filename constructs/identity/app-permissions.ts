import type { Names } from "../names";
import { bucketUse, queueUse, tableUse } from "./app-data";
import type { KeyUser } from "./key-use";
import { allow, type Policies, type PolicyDocument, policyDocument } from "./policy-document";

/** A thing that an app uses, and what it may do with it. */
export interface Use<Access extends string> {
  readonly name: string;
  readonly access: Access;
}

export interface AppUses {
  /** What an app may do in a database says the database: here it is that it may sign in. */
  readonly databases: readonly { readonly name: string }[];
  readonly caches: readonly string[];
  readonly queues: readonly (Use<"send" | "receive" | "send-receive"> & {
    /** Whether the queue keeps order, which its name says. */
    readonly fifo: boolean;
  })[];
  readonly buckets: readonly Use<"read" | "read-write">[];
  readonly tables: readonly Use<"read" | "read-write">[];
}

/** An app as far as its rights follow from it. */
export interface AppNeeds {
  readonly team: string;
  readonly name: string;
  readonly uses: AppUses;
}

/** Resource id of the cluster of a database, by the database's name; `*` while it is unknown. */
export type DatabaseId = (database: string) => string;

/**
 * What an app may do in AWS: sign in to the databases and caches that it names, as its own user and as no other, and use
 * the queues, buckets and tables that it names, each as far as it says.
 */
export function appPolicies(user: KeyUser, app: AppNeeds, databaseId: DatabaseId): Policies {
  const { names } = user;
  const { databases, caches, queues, buckets, tables } = app.uses;
  return {
    ...(databases.length > 0 && { databases: databaseSignIn(names, app, databaseId) }),
    ...(caches.length > 0 && { caches: cacheSignIn(names, app) }),
    ...(queues.length > 0 && { queues: queueUse(user, queues) }),
    ...(buckets.length > 0 && { buckets: bucketUse(user, buckets) }),
    ...(tables.length > 0 && { tables: tableUse(user, tables) }),
  };
}

/**
 * By user name, and by the cluster's resource id once it is known: it is AWS's choice. The user exists only in the
 * databases in which it was made.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 */
function databaseSignIn(names: Names, { team, name, uses }: AppNeeds, databaseId: DatabaseId): PolicyDocument {
  const user = (id: string) => names.arn("rds-db", `dbuser:${id}/${names.databaseUser(team, name)}`);
  const ids = uses.databases.map((database) => databaseId(database.name));
  return policyDocument(allow("SignIn", "rds-db:connect", [...new Set(ids)].map(user).sort()));
}

/**
 * Takes the right on the replication group and on the user.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
function cacheSignIn(names: Names, { team, name, uses }: AppNeeds): PolicyDocument {
  const groups = uses.caches.map((cache) => names.arn("elasticache", `replicationgroup:${names.cache(cache)}`));
  const user = names.arn("elasticache", `user:${names.cacheUser(team, name)}`);
  return policyDocument(allow("SignIn", "elasticache:Connect", [...groups, user].sort()));
}

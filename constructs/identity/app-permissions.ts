import type { Names } from "../names";
import { allow, type Policies, type PolicyDocument, policyDocument } from "./policy-document";

/** An app as far as its rights follow from it. */
export interface AppNeeds {
  readonly team: string;
  readonly name: string;
  readonly uses: { readonly databases: readonly string[]; readonly caches: readonly string[] };
}

/** Resource id of the cluster of a database, by the database's name; `*` while it is unknown. */
export type DatabaseId = (database: string) => string;

/** What an app may do in AWS: sign in to the datastores that it names, as its own user and as no other. */
export function appPolicies(names: Names, app: AppNeeds, databaseId: DatabaseId): Policies {
  const { databases, caches } = app.uses;
  return {
    ...(databases.length > 0 && { databases: databaseSignIn(names, app, databaseId) }),
    ...(caches.length > 0 && { caches: cacheSignIn(names, app) }),
  };
}

/**
 * By user name, and by the cluster's resource id once it is known: it is AWS's choice. The user exists only in the
 * databases in which it was made.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 */
function databaseSignIn(names: Names, { team, name, uses }: AppNeeds, databaseId: DatabaseId): PolicyDocument {
  const user = (id: string) => names.arn("rds-db", `dbuser:${id}/${names.databaseUser(team, name)}`);
  return policyDocument(
    allow("SignIn", "rds-db:connect", [...new Set(uses.databases.map(databaseId))].map(user).sort()),
  );
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

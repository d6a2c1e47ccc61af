import type { Names } from "../names";
import { type Policies, policyDocument } from "./policy-document";

/** An app as far as its rights follow from it. */
export interface AppNeeds {
  readonly team: string;
  readonly name: string;
  readonly uses: { readonly caches: readonly string[] };
}

/**
 * What an app may do in AWS. Signing in to a cache takes the right on the replication group and on the app's own user:
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export function appPolicies(names: Names, { team, name, uses }: AppNeeds): Policies {
  if (uses.caches.length === 0) return {};
  const groups = uses.caches.map((cache) => names.arn("elasticache", `replicationgroup:${names.cache(cache)}`));
  const user = names.arn("elasticache", `user:${names.cacheUser(team, name)}`);
  return {
    caches: policyDocument({
      Sid: "SignIn",
      Effect: "Allow",
      Action: ["elasticache:Connect"],
      Resource: [...groups, user].sort(),
    }),
  };
}

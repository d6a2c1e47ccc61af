import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import type { Construct } from "constructs";

export interface CacheUserProps {
  /** Id and name of the user, which must be the same where IAM authenticates. */
  readonly userId: string;
  /**
   * Rights in the language of Valkey's access control lists.
   * @default "on ~* +@all -@dangerous +info": all but administration; clients ask `INFO` whether the server is ready
   */
  readonly accessString?: string;
}

const everyday = "on ~* +@all -@dangerous +info";

/**
 * A user of the account's Valkey caches that signs in with a short-lived token of its IAM role and has no password. Its
 * role needs `elasticache:Connect` on the user and on the cache.
 */
export class CacheUser extends ElasticacheUser {
  constructor(scope: Construct, id: string, { userId, accessString = everyday }: CacheUserProps) {
    super(scope, id, {
      userId,
      userName: userId,
      engine: "valkey",
      accessString,
      authenticationMode: { type: "iam" },
    });
  }
}

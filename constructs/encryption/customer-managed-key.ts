import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import type { PolicyDocument } from "../identity/policy-document";

export interface CustomerManagedKeyProps {
  /** Name that begins with `alias/`. */
  readonly alias: string;
  readonly description: string;
  readonly policy: PolicyDocument;
}

/** A symmetric KMS key with its alias, rotated every year, and 30 days to change one's mind about its deletion. */
export class CustomerManagedKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { alias, description, policy }: CustomerManagedKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, "key", {
      description,
      policy: JSON.stringify(policy),
      enableKeyRotation: true,
      // The longest that there is: what a deleted key has encrypted is lost.
      deletionWindowInDays: 30,
      tags: { Name: alias.replace(/^alias\//, "") },
    });
    new KmsAlias(this, "alias", { name: alias, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}
